package dev.selvage.testkit;

import static dev.selvage.testkit.ScopeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Select;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@LeakCheck
class ScopeAssertionsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void should_tell_what_a_goroutine_is_blocked_on_when_it_is_a_channel() throws InterruptedException {
        Scope.options().named("work").run(scope -> {
            // given
            Channel<String> jobs = Channel.<String>options().named("jobs").rendezvous();
            Channel<String> others = Channel.<String>options().named("others").rendezvous();

            // when
            Goroutine<String> receiver = scope.go("receiver", () -> jobs.receive());
            Goroutine<String> selector = scope.go(
                    "selector", () -> Select.select(others.onReceive(text -> text), jobs.onReceive(text -> text)));
            Goroutine<String> awaiting = scope.go("awaiting", () -> receiver.await());

            // then
            assertThat(receiver)
                    .within(SOON)
                    .isBlockedOn(jobs)
                    .isIn(Goroutine.State.BLOCKED)
                    .isAlive();
            assertThat(selector).within(SOON).isBlockedOn(others).isBlockedOn(jobs);
            assertThat(awaiting).within(SOON).isBlockedOn(receiver);
            assertThatThrownBy(() -> assertThat(receiver).isBlockedOn(others))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("work/receiver#")
                    .hasMessageContaining("others")
                    .hasMessageContaining("BLOCKED on chan receive")
                    .hasMessageContaining("jobs");
            assertThatThrownBy(() -> assertThat(receiver).hasEnded()).isInstanceOf(AssertionError.class);
            assertThat(scope).hasGoroutines(3).hasGoroutine("selector");
            assertThatThrownBy(() -> assertThat(scope).hasNoGoroutines())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("to have no goroutines, but it has")
                    .hasMessageContaining("work/awaiting#")
                    .hasMessageContaining("created at dev.selvage.testkit.ScopeAssertionsTest");
            jobs.send("one");
            jobs.send("two");
            assertThat(awaiting).within(SOON).hasReturned(receiver.await());
            assertThat(scope).within(SOON).hasNoGoroutines();
        });
    }

    @Test
    void should_tell_how_a_goroutine_ended() throws InterruptedException {
        Scope.options().isolated(failure -> {}).run(scope -> {
            // when
            Goroutine<Integer> one = scope.go(() -> 1);
            Goroutine<Integer> failing = scope.go(() -> Integer.valueOf("x"));
            Goroutine<Void> asleep = scope.go(() -> Clocks.sleep(Duration.ofHours(1)));

            // then
            assertThat(one).within(Duration.ofSeconds(Long.MAX_VALUE)).hasReturned(1);
            assertThat(failing).within(SOON).hasFailedWith(NumberFormatException.class);
            assertThat(asleep).within(SOON).isWaitingFor("sleep");
            asleep.cancel();
            assertThat(asleep).within(SOON).wasCancelled(Kind.CANCELLED);
            assertThatThrownBy(() -> assertThat(one).hasReturned(2)).hasMessageContaining("Success[value=1]");
            assertThatThrownBy(() -> assertThat(one).hasFailedWith(Error.class)).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(failing).hasFailedWith(Error.class))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(asleep).wasCancelled(Kind.DEADLINE))
                    .isInstanceOf(AssertionError.class);
            assertThat(failing.outcome().orElseThrow()).isFailure(NumberFormatException.class);
        });
    }

    @Test
    void should_tell_why_a_scope_or_context_was_cancelled() throws InterruptedException {
        Scope.run(scope -> {
            assertThat(scope).isNotCancelled();
            assertThatThrownBy(() -> assertThat(scope).isCancelled(Kind.CANCELLED))
                    .hasMessageContaining("not cancelled");
            scope.cancel("found enough");
            assertThat(scope).isCancelled(Kind.CANCELLED).isCancelledBecause("enough");
            assertThatThrownBy(() -> assertThat(scope).isNotCancelled()).hasMessageContaining("found enough");
        });
        try (CancellableContext context = Context.background().withTimeout(Duration.ZERO)) {
            assertThat(context).isCancelled(Kind.DEADLINE);
        }
    }

    @Test
    void should_refuse_null() {
        assertThatThrownBy(() -> assertThat((Scope) null).hasNoGoroutines()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat((Goroutine<String>) null).isAlive()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat((Context) null).isNotCancelled()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(Context.background()).within(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
