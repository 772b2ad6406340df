package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.within;

import dev.selvage.Scope;
import dev.selvage.context.DeadlineExceededException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A busy loop with a deadline, beside a ticker. Run by {@link Scheduling}, on one carrier. */
public final class BusyLoop {
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private BusyLoop() {}

    /** Computes for three seconds, with the manners named. */
    public static void main(String[] args) throws InterruptedException {
        Manners manners = Manners.valueOf(args[0]);
        AtomicLong ticks = new AtomicLong();
        Scope.run(scope -> {
            CountDownLatch ticking = new CountDownLatch(1);
            scope.goDaemon("ticker", () -> {
                while (true) {
                    Thread.sleep(1); // the JDK's own, like most of what others wait in
                    ticks.incrementAndGet();
                    ticking.countDown();
                }
            });
            ticking.await();
            scope.go("loop", () -> measure(manners, ticks));
        });
    }

    private static void measure(Manners manners, AtomicLong ticks) throws InterruptedException {
        AtomicLong ran = new AtomicLong();
        AtomicLong ticked = new AtomicLong();
        try {
            within(DEADLINE, () -> {
                long start = System.nanoTime();
                long before = ticks.get();
                try {
                    return compute(manners);
                } finally {
                    ran.set(System.nanoTime() - start);
                    ticked.set(ticks.get() - before);
                }
            });
        } catch (DeadlineExceededException expected) {
            long millis = TimeUnit.NANOSECONDS.toMillis(ran.get());
            System.out.printf(Locale.ROOT, "ran %4d ms, the ticker ticked %d times meanwhile%n", millis, ticked.get());
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
