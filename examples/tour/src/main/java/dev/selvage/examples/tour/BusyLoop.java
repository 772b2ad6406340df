package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.sleep;

import dev.selvage.Scope;
import dev.selvage.context.DeadlineExceededException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A busy loop beside a ticker, in a scope that allows both 200 ms. Run by {@link Scheduling}, on one carrier. */
public final class BusyLoop {
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private BusyLoop() {}

    /** Computes for two seconds, with the manners named. */
    public static void main(String[] args) throws InterruptedException {
        Manners manners = Manners.valueOf(args[0]);
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
                        compute(manners);
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
                    "ran %4d ms, the ticker ticked %d times meanwhile%n",
                    TimeUnit.NANOSECONDS.toMillis(ranNanos.get()),
                    ticksMeanwhile.get());
        }
    }

    private static long compute(Manners manners) throws InterruptedException {
        long start = System.nanoTime();
        long slice = start;
        long result = 1;
        for (long now = start; now - start < WORK_NANOS; now = System.nanoTime()) {
            result = result * 31 + now;
            if (now - slice > SLICE_NANOS) {
                manners.lookUp();
                slice = System.nanoTime();
            }
        }
        return result;
    }
}
