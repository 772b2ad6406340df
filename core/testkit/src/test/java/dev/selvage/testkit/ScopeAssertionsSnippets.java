package dev.selvage.testkit;

import static dev.selvage.testkit.ScopeAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;

/** Code that the Javadoc shows. */
final class ScopeAssertionsSnippets {
    private ScopeAssertionsSnippets() {}

    static void assertions() throws InterruptedException {
        // @start region=assertions
        Scope.run(scope -> {
            Channel<String> jobs = Channel.rendezvous();
            Goroutine<String> worker = scope.go("worker", () -> jobs.receive());
            assertThat(worker).within(ofSeconds(5)).isBlockedOn(jobs);
            jobs.send("paint");
            assertThat(worker).within(ofSeconds(5)).hasReturned("paint");
            assertThat(scope).within(ofSeconds(5)).hasNoGoroutines();
        });
        // @end
    }
}
