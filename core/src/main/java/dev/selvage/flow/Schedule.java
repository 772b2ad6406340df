package dev.selvage.flow;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * When to try again: how long to wait before each retry, and for how long to go on. Immutable; each method returns a changed
 * copy.
 *
 * {@snippet :
 * Schedule.exponential(Duration.ofMillis(50)).withFullJitter().upTo(Duration.ofSeconds(2)).within(Duration.ofSeconds(30))
 * }
 *
 * <p>Jitter after Marc Brooker, "Exponential Backoff And Jitter": many clients that failed together should not come back
 * together.
 */
public final class Schedule {
    private enum Jitter {
        NONE,
        FULL,
        DECORRELATED
    }

    private final long first;
    private final double factor;
    private final Jitter jitter;
    private final long most;
    private final long total;
    private final RandomGenerator random;

    private Schedule(long first, double factor, Jitter jitter, long most, long total, RandomGenerator random) {
        this.first = first;
        this.factor = factor;
        this.jitter = jitter;
        this.most = most;
        this.total = total;
        this.random = random;
    }

    /**
     * The same delay before each retry.
     *
     * @param delay zero or negative: at once
     * @return a schedule without jitter, and without an end of its own
     */
    public static Schedule fixed(Duration delay) {
        return growing(delay, 1);
    }

    /**
     * A delay that doubles from retry to retry. Give it an end with {@link #upTo}: it grows fast.
     *
     * @param first the delay before the first retry; positive
     * @return a schedule without jitter, and without an end of its own
     * @throws IllegalArgumentException if {@code first} is not positive: doubling it would change nothing
     */
    public static Schedule exponential(Duration first) {
        if (Spans.nanos(Objects.requireNonNull(first, "first")) == 0) {
            throw new IllegalArgumentException("An exponential delay must start above zero, but starts with " + first
                    + ". To retry at once, use fixed(Duration.ZERO)");
        }
        return growing(first, 2);
    }

    private static Schedule growing(Duration first, double factor) {
        long nanos = Spans.nanos(Objects.requireNonNull(first, "delay"));
        return new Schedule(nanos, factor, Jitter.NONE, Park.FOREVER, Park.FOREVER, SchedulePoint::random);
    }

    /**
     * Multiplies the delay by another factor from retry to retry.
     *
     * @param newFactor at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if it is below 1, or not a number
     */
    public Schedule withFactor(double newFactor) {
        if (!(newFactor >= 1)) {
            throw new IllegalArgumentException("The factor of a schedule must be at least 1, but is " + newFactor);
        }
        return new Schedule(first, newFactor, jitter, most, total, random);
    }

    /**
     * Draws each delay between zero and what it would be without jitter.
     *
     * @return the changed copy
     */
    public Schedule withFullJitter() {
        return new Schedule(first, factor, Jitter.FULL, most, total, random);
    }

    /**
     * Draws each delay between the first one and three times the one before. The factor plays no part in it.
     *
     * @return the changed copy
     */
    public Schedule withDecorrelatedJitter() {
        return new Schedule(first, factor, Jitter.DECORRELATED, most, total, random);
    }

    /**
     * No delay is longer than this.
     *
     * @param longest zero or negative: none
     * @return the changed copy
     */
    public Schedule upTo(Duration longest) {
        long nanos = Spans.nanos(Objects.requireNonNull(longest, "longest"));
        return new Schedule(first, factor, jitter, nanos, total, random);
    }

    /**
     * No retry starts later than this after the first attempt has started.
     *
     * @param newTotal zero or negative: none does
     * @return the changed copy
     */
    public Schedule within(Duration newTotal) {
        long nanos = Spans.nanos(Objects.requireNonNull(newTotal, "total"));
        return new Schedule(first, factor, jitter, most, nanos, random);
    }

    /**
     * Draws from a source of one's own: in tests, one with a seed.
     *
     * @param newRandom called by every thread that retries by this schedule
     * @return the changed copy
     */
    public Schedule withRandom(RandomGenerator newRandom) {
        return new Schedule(first, factor, jitter, most, total, Objects.requireNonNull(newRandom, "random"));
    }

    /**
     * The delay before a retry, in nanoseconds.
     *
     * @param retry counted from 1
     * @param before the delay before the retry before; not used for the first
     */
    long delay(int retry, long before) {
        return switch (jitter) {
            case NONE -> plain(retry);
            case FULL -> drawn(0, plain(retry));
            case DECORRELATED -> Math.min(most, drawn(first, threefold(retry == 1 ? first : before)));
        };
    }

    private long plain(int retry) {
        double grown = (double) first * Math.pow(factor, retry - 1.0);
        return Math.min(most, (long) grown); // one too large for a long becomes the largest long
    }

    private static long threefold(long nanos) {
        return nanos > Long.MAX_VALUE / 3 ? Long.MAX_VALUE : nanos * 3;
    }

    private long drawn(long least, long longest) {
        return longest <= least ? least : random.nextLong(least, longest);
    }

    /** How long after the first attempt's start the last retry may start, in nanoseconds. */
    long total() {
        return total;
    }
}
