package dev.selvage.context.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One armed deadline: an entry of the timer wheel with its links inside, so that arming allocates nothing.
 *
 * <p>Armed at most once at a time by {@link TimeSource#schedule}; it may be armed again once it fires or was cancelled,
 * from within {@link #fire} as well.
 */
public abstract non-sealed class Timeout extends TimerLink {

    private static final Logger LOG = LoggerFactory.getLogger(Timeout.class);

    // Written while not armed by whoever arms it next; read under the lock of the wheel's driver while armed.
    private long deadline;

    /**
     * A timeout that is not armed yet.
     *
     * @param deadlineNanos absolute, in the {@link TimeSource#nanoTime} of the source that will arm it
     */
    protected Timeout(long deadlineNanos) {
        this.deadline = deadlineNanos;
    }

    /** The absolute deadline, in the nanoseconds of the {@link TimeSource}. */
    public final long deadline() {
        return deadline;
    }

    /**
     * Sets the deadline for the next time it is armed.
     *
     * @throws IllegalStateException if it is armed
     */
    protected final void deadline(long deadlineNanos) {
        // Without the lock: whoever may call this has itself seen the timeout fire or be cancelled.
        if (next != null) {
            throw new IllegalStateException("the deadline of an armed timeout cannot change: " + this);
        }
        deadline = deadlineNanos;
    }

    /** What happens at the deadline: on the timer thread, outside of the wheel's lock. Must not block. */
    protected abstract void fire();

    /** Fires it and logs what it throws, so that it harms no other: for a {@link TimeSource}, after disarming it. */
    public final void expire() {
        try {
            fire();
        } catch (Throwable failure) {
            LOG.error("Timeout {} failed", getClass().getName(), failure);
        }
    }
}
