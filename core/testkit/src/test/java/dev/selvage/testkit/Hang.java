package dev.selvage.testkit;

import dev.selvage.Scope;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Receiver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** What does not end when it should. */
final class Hang {
    /** Longer than any check looks, and no longer. */
    static final Duration A_WHILE = Duration.ofSeconds(20);

    private Hang() {}

    /** Nothing ends it but time. */
    static void forAWhile() {
        try {
            new CountDownLatch(1).await(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no notice of interrupts. */
    static void until(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException meaningless) {
                open = false;
            }
        }
    }

    static void until(BooleanSupplier condition) {
        Awaitility.await().until(condition::getAsBoolean);
    }

    static void untilCancelled() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static void receiving(Receiver<String> from) {
        try {
            from.receive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void inAScope(String name, Scope.Body<RuntimeException> body) {
        try {
            Scope.options().named(name).run(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void inAScopeFor(Duration time) {
        try {
            Scope.run(scope -> scope.go(() -> Clocks.sleep(time)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
