package dev.selvage.context.internal;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer wheel under a lock, with the plan of when its thread wakes: all of the timer but the thread itself. The lock is let go without a
 * call, for which no stack may be left.
 */
final class TimerDriver extends SpinLock {

    /** Returned by {@link #runDue} when nothing is pending. */
    static final long FOREVER = Long.MAX_VALUE;

    private final LongSupplier clock;
    private final Runnable waker;

    private final TimerWheel wheel = new TimerWheel();

    // The plan, under the lock. Asleep: the thread parks, or is about to, and nobody has woken it yet.
    private boolean asleep = true;
    private boolean idle = true;
    private long wakeAt;

    /**
     * A driver with nothing pending, whose thread sleeps.
     *
     * @param clock monotonic nanoseconds
     * @param waker makes the thread call {@link #runDue} again, also when it is just about to park; called outside of
     *     the lock, once per sleep at most
     */
    TimerDriver(LongSupplier clock, Runnable waker) {
        this.clock = clock;
        this.waker = waker;
    }

    void schedule(Timeout timeout) {
        boolean wake;
        lockMounted();
        try {
            if (wheel.isEmpty()) {
                wheel.startAt(clock.getAsLong());
            }
            wheel.insert(timeout);
            wake = asleep && (idle || TimerWheel.roundUp(timeout.deadline()) - wakeAt < 0);
            if (wake) {
                asleep = false;
            }
        } finally {
            locked = 0;
        }
        if (wake) {
            waker.run();
        }
    }

    boolean cancel(Timeout timeout) {
        lockMounted();
        try {
            return wheel.remove(timeout);
        } finally {
            locked = 0;
        }
    }

    /** Fires all that is due; for the timer's thread. Returns how many nanoseconds it may park, or {@link #FOREVER}. */
    long runDue() {
        while (true) {
            @Nullable Timeout due;
            lockMounted();
            try {
                long now = clock.getAsLong();
                due = wheel.poll(now);
                long pause = due == null ? plan(now) : 0;
                if (pause > 0) {
                    return pause;
                }
            } finally {
                locked = 0;
            }
            if (due != null) {
                due.expire();
            }
        }
    }

    /** Under the lock. */
    private long plan(long now) {
        idle = wheel.isEmpty();
        wakeAt = idle ? now : wheel.nextWake();
        long pause = idle ? FOREVER : wakeAt - now;
        asleep = pause > 0;
        return pause;
    }
}
