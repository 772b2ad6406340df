package dev.selvage;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** All cores compute until a deadline passes, while others derive contexts: the deadlines must pass all the same. */
final class BusyCoresProgram {
    private static final int ROUNDS = 200;
    private static final Duration LONG = Duration.ofSeconds(10);

    private BusyCoresProgram() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!over.get()) {
                    Context.background().withTimeout(LONG).close();
                }
            });
        }
        for (int round = 0; round < ROUNDS; round++) {
            CancellableContext shared = Context.background().withTimeout(Duration.ofMillis(2));
            Thread timers = Thread.ofVirtual().start(() -> {
                while (!shared.isCancelled()) {
                    Context.background().withTimeout(LONG).close(); // meets the others at the timer's lock
                }
            });
            Thread children = Thread.ofVirtual().start(() -> {
                while (!shared.isCancelled()) {
                    shared.withCancel().close(); // and here at that of a context
                }
            });
            Thread computes = Thread.ofVirtual().start(() -> {
                while (!shared.isCancelled()) {
                    Thread.onSpinWait();
                }
            });
            for (Thread thread : new Thread[] {timers, children, computes}) {
                thread.join();
            }
        }
        over.set(true);
        System.out.println("every deadline has passed");
    }
}
