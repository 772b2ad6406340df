package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether goroutines can wait, and compute, at the same time. Run by {@link Parallelism} on so many carriers. */
public final class Rendezvous {
    private static final int WAITING = 1_000;

    private Rendezvous() {}

    /** Tries both; gives up on computing together after so many milliseconds. */
    public static void main(String[] args) throws InterruptedException {
        Duration patience = Duration.ofMillis(Long.parseLong(args[0]));
        System.out.println(waiting() + " goroutines wait at once, two "
                + (computing(patience) ? "compute at once" : "never compute at once"));
    }

    private static int waiting() throws InterruptedException {
        CountDownLatch allHere = new CountDownLatch(WAITING);
        Scope.run(scope -> {
            for (int number = 0; number < WAITING; number++) {
                scope.go(() -> {
                    allHere.countDown();
                    allHere.await();
                });
            }
        });
        return WAITING;
    }

    /** The first keeps its carrier until it sees the second run. */
    private static boolean computing(Duration patience) throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicBoolean met = new AtomicBoolean();
        Scope.run(scope -> {
            for (int number = 0; number < 2; number++) {
                scope.go(() -> {
                    long start = System.nanoTime();
                    boolean first = running.incrementAndGet() == 1;
                    while (running.get() < 2 && System.nanoTime() - start < patience.toNanos()) {
                        Thread.onSpinWait();
                    }
                    if (first && running.get() == 2) {
                        met.set(true);
                    }
                });
            }
        });
        return met.get();
    }
}
