package dev.selvage.context.internal;

import java.time.Instant;

/**
 * Where time comes from: the one seam for time; the system's, or a test's virtual clock.
 *
 * <p>No method blocks beyond a short internal lock, none is a cancellation point, and any thread, virtual or platform,
 * may call them. What a thread did before {@link #schedule} happens before the timeout's {@code fire()}. Injecting
 * the clock follows Caffeine's {@code Ticker} and Trio's {@code MockClock}.
 */
public interface TimeSource {

    /**
     * Monotonic nanoseconds, as {@link System#nanoTime}: may be negative, may wrap, and means something only as the
     * difference of two of them.
     */
    long nanoTime();

    /** The wall clock. */
    Instant now();

    /**
     * Arms a timeout for its {@link Timeout#deadline() deadline}. It fires once, never before the deadline, on the
     * timer thread and never in the caller; a deadline already past fires soon.
     *
     * @param timeout not armed at present, with a deadline at most {@code Long.MAX_VALUE / 2} nanoseconds ahead
     * @throws IllegalStateException if it is armed
     */
    void schedule(Timeout timeout);

    /**
     * Disarms a timeout and releases its entry at once.
     *
     * @param timeout one that this source armed, or that was never armed
     * @return true iff it was armed and will now never fire; false if it was not armed, fires just now or has fired
     */
    boolean cancel(Timeout timeout);

    /** The system's time, one for the whole program. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
