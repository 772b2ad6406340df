package dev.selvage.testkit;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/** Code that the Javadoc shows. */
final class FaultInjectorSnippets {
    private FaultInjectorSnippets() {}

    static List<String> sweep() throws InterruptedException {
        List<String> failures = new ArrayList<>();
        // @start region=sweep
        int points = FaultInjector.none().run(FaultInjectorSnippets::transfer);
        for (int n = 1; n <= points; n++) { // each point fails once: nothing may leak, nothing may hang
            FaultInjector injector = FaultInjector.none().at(n).fail(() -> new IllegalStateException("injected"));
            Leaks.check(() -> {
                try {
                    injector.run(FaultInjectorSnippets::transfer);
                } catch (ScopeFailedException | IllegalStateException expected) {
                    failures.add(expected.getMessage());
                }
            });
        }
        // @end
        return failures;
    }

    private static void transfer() throws InterruptedException {
        Scope.run(scope -> {
            Channel<String> money = Channel.rendezvous();
            scope.go("payer", () -> money.send("100"));
            money.receive();
        });
    }
}
