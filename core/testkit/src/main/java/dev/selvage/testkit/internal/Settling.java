package dev.selvage.testkit.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits, in real time, until nothing is left: what ends wakes nobody here, so it looks again after growing pauses. */
public final class Settling {
    private static final long FIRST_PAUSE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Settling() {}

    /** What is left at the end: nothing, or what was there when the time was up. */
    public static <T> List<T> until(Duration atMost, Supplier<List<T>> look) {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost); // the longest: for ever
        long pause = FIRST_PAUSE;
        boolean interrupted = false;
        List<T> left = look.get();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(pause);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            left = look.get();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return left;
    }
}
