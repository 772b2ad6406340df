package dev.selvage.context.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deadline and who set it; the entry in the timer at the same time. Contexts below share the instance, which attributes it.
 */
final class Deadline extends Timeout {
    /** Longer spans cannot be told from each other by difference of nano times. */
    static final long MAX_SPAN = Long.MAX_VALUE / 2;

    final CancelNode owner;

    /** What was asked for; zero or negative: past at birth. */
    private final long span;

    /** The wall clock's view; computed when first asked, once. Written under the lock of this. */
    private volatile @Nullable Instant at;

    Deadline(CancelNode owner, long nanoTime, long span, @Nullable Instant at) {
        super(nanoTime);
        this.owner = owner;
        this.span = span;
        this.at = at;
    }

    /** Nanoseconds left; negative when past. */
    long left() {
        return deadline() - owner.time().nanoTime();
    }

    boolean before(@Nullable Deadline other) {
        return other == null || deadline() - other.deadline() < 0;
    }

    Instant instant() {
        Instant known = at;
        return known != null ? known : firstInstant();
    }

    private synchronized Instant firstInstant() {
        Instant known = at;
        if (known == null) {
            known = owner.time().now().plusNanos(left());
            at = known;
        }
        return known;
    }

    /** For messages: what was set, in a unit that a person reads. */
    String spanText() {
        return text(span);
    }

    /** For messages: that it is over. */
    String passedText() {
        return span <= 0 ? "deadline was past from the start" : "deadline of " + spanText() + " passed";
    }

    @Override
    protected void fire() {
        owner.expire();
    }

    /** A span for people: {@code 300 ms}, {@code 2.5 s}, {@code 12 min}. */
    static String text(long nanos) {
        long abs = Math.abs(nanos);
        if (abs < 1_000_000) {
            return nanos / 1_000 + " us";
        } else if (abs < 10_000_000_000L) {
            long ms = nanos / 1_000_000;
            return abs < 1_000_000_000 ? ms + " ms" : ms / 1000 + "." + Math.abs(ms % 1000) / 100 + " s";
        } else if (abs < 600_000_000_000L) {
            return nanos / 1_000_000_000 + " s";
        }
        return nanos / 60_000_000_000L + " min";
    }

    /** Nanoseconds until a point of the wall clock, or {@link Long#MAX_VALUE} when it is too far to be a deadline. */
    static long until(Instant deadline, TimeSource time) {
        try {
            return nanos(Duration.between(time.now(), deadline));
        } catch (ArithmeticException e) { // Instant.MIN, Instant.MAX: a span of more than 292 years
            return deadline.isBefore(time.now()) ? 0 : Long.MAX_VALUE;
        }
    }

    /** Nanoseconds of a duration, or {@link Long#MAX_VALUE} when it is too long to be a deadline. */
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        if (duration.toSeconds() >= MAX_SPAN / 1_000_000_000L) {
            return Long.MAX_VALUE;
        }
        return duration.toNanos();
    }
}
