package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.context;
import static dev.selvage.dsl.Go.sleep;

import dev.selvage.Scope;
import dev.selvage.context.DeadlineExceededException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A busy loop beside a ticker, in a scope that allows both a fifth of a second. Run by {@link Scheduling}, on one carrier. */
public final class BusyLoop {
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private BusyLoop() {}

    /** Computes for a second, greedily or politely. */
    public static void main(String[] args) throws InterruptedException {
        boolean polite = args.length > 0 && args[0].equals("polite");
        AtomicLong ticks = new AtomicLong();
        AtomicLong ticksMeanwhile = new AtomicLong();
        AtomicLong ranNanos = new AtomicLong();
        try {
            Scope.options().withTimeout(Duration.ofMillis(200)).run(scope -> {
                CountDownLatch looping = new CountDownLatch(1);
                scope.go("loop", () -> {
                    looping.countDown();
                    long start = System.nanoTime();
                    try {
                        compute(polite);
                    } finally {
                        ranNanos.set(System.nanoTime() - start);
                        ticksMeanwhile.set(ticks.get());
                    }
                });
                looping.await();
                scope.goDaemon("ticker", () -> {
                    while (true) {
                        ticks.incrementAndGet();
                        sleep(Duration.ofMillis(1));
                    }
                });
            });
        } catch (DeadlineExceededException expected) {
            System.out.printf(
                    Locale.ROOT,
                    "the loop ran %d ms of its 200, the ticker ticked %d times meanwhile%n",
                    TimeUnit.NANOSECONDS.toMillis(ranNanos.get()),
                    ticksMeanwhile.get());
        }
    }

    private static long compute(boolean polite) {
        long start = System.nanoTime();
        long result = 1;
        for (long i = 1; System.nanoTime() - start < WORK_NANOS; i++) {
            result = result * 31 + i;
            if (polite && i % 1_000 == 0) {
                context().throwIfCancelled();
                Thread.yield();
            }
        }
        return result;
    }
}
