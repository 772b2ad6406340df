package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one place where Selvage's own operations block. It knows why and on what, ends when the context is cancelled or the
 * thread is interrupted, and measures time by the context's {@link TimeSource}.
 */
public final class Park {
    /** No limit in time. */
    public static final long FOREVER = Long.MAX_VALUE;

    private Park() {}

    /** What a wait waits for. Whoever makes it true unparks the waiting thread. */
    @FunctionalInterface
    public interface Ready {
        /** Whether the wait is over. Must not block. */
        boolean now();
    }

    /**
     * Blocks until something is ready. If it is ready already, returns at once, whatever else holds.
     *
     * @param ready what to wait for
     * @param why shown in dumps; its {@code toString} is called only there
     * @param nanos how long at most; {@link #FOREVER}: no limit
     * @return false if the time was up first
     * @throws InterruptedException if the thread was interrupted, or its current context is or becomes cancelled
     */
    public static boolean until(Ready ready, Object why, long nanos) throws InterruptedException {
        return until(ready, why, nanos, true);
    }

    /** Like {@link #until}, for who has looked for a while already: parks without giving others a turn first. */
    public static boolean parked(Ready ready, Object why, long nanos) throws InterruptedException {
        return until(ready, why, nanos, false);
    }

    private static boolean until(Ready ready, Object why, long nanos, boolean patient) throws InterruptedException {
        if (ready.now()) {
            return true;
        }
        Ambient ambient = Ambient.find();
        Frame frame = ambient == null ? new Frame.Run(Ambient.boundContext(), false) : ambient.topFrame();
        throwIfEnded(frame, ambient);
        if (nanos <= 0) {
            return ready.now();
        }
        Thread thread = Thread.currentThread();
        if (patient && thread.isVirtual()) {
            hint();
            if (ready.now()) {
                return true;
            }
        }
        TimeSource time = frame.time();
        WakeUp wakeUp = null;
        if (!frame.wakesByInterrupt() && frame.context().source() != null) {
            wakeUp = new WakeUp(thread);
        }
        Alarm alarm = null;
        if (nanos != FOREVER) {
            alarm = new Alarm(thread, time.nanoTime() + Math.min(nanos, Deadline.MAX_SPAN));
        }
        if (ambient != null) {
            ambient.waiting(why, System.nanoTime());
        }
        LivingWait seen = Census.isTaken() ? seen(ambient, why) : null;
        boolean over = false;
        try {
            if (wakeUp != null) {
                frame.context().whenCancelled(wakeUp);
            }
            if (alarm != null) {
                time.schedule(alarm);
            }
            while (!ready.now()) {
                throwIfEnded(frame, ambient);
                if (alarm != null && alarm.deadline() - time.nanoTime() <= 0) {
                    return ready.now();
                }
                LockSupport.park(why);
            }
            over = true;
            return true;
        } finally {
            if (!over) {
                SchedulePoint.inside("gives up", why);
            }
            if (ambient != null) {
                ambient.running();
            }
            if (seen != null) {
                seen.over();
            }
            if (wakeUp != null) {
                wakeUp.unlink();
            }
            if (alarm != null) {
                time.cancel(alarm);
            }
        }
    }

    /** Blocks like {@link #until}, through cancellation and interrupts; an interrupt meanwhile is set again at the end. */
    public static void uninterruptibly(Ready ready, Object why) {
        if (through(ready, why, () -> {})) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Blocks until ready, through cancellation and interrupts.
     *
     * @param onInterrupt called after each interrupt
     * @return whether there was an interrupt; it is taken off the thread's flag
     */
    public static boolean through(Ready ready, Object why, Runnable onInterrupt) {
        if (ready.now()) {
            return false;
        }
        Ambient ambient = Ambient.find();
        boolean interrupted = false;
        if (ambient != null) {
            ambient.waiting(why, System.nanoTime());
        }
        try {
            boolean yielded = !Thread.currentThread().isVirtual();
            while (!ready.now()) {
                if (Thread.interrupted()) {
                    interrupted = true;
                    onInterrupt.run();
                } else if (!yielded) {
                    yielded = true;
                    hint();
                } else {
                    LockSupport.park(why);
                }
            }
        } finally {
            if (ambient != null) {
                ambient.running();
            }
        }
        return interrupted;
    }

    /**
     * The entry of a blocking operation that may not need to block: ends it if the thread was interrupted or its current context
     * is cancelled, so that a loop over such operations cannot go on for ever.
     *
     * @throws InterruptedException as {@link #until} would throw
     */
    public static void check() throws InterruptedException {
        Ambient ambient = Ambient.find();
        if (ambient != null) {
            throwIfEnded(ambient.topFrame(), ambient);
        } else if (Ambient.HOME.isBound()) {
            throwIfEnded(new Frame.Run(Ambient.boundContext(), false), null);
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /**
     * Throws if the thread was interrupted from outside. An interrupt of ours stays pending: the context says more of it.
     *
     * @throws InterruptedException if the interrupt flag is set and the current context is not cancelled; clears the flag
     */
    public static void refuseInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            Ambient ambient = Ambient.find();
            boolean cancelled = ambient == null
                    ? Ambient.boundContext().isCancelled()
                    : ambient.topFrame().reasonOrNull() != null;
            if (!cancelled && take(ambient)) {
                throw new InterruptedException();
            }
        }
    }

    /** Before the first park of a virtual thread: what it waits for is often next in line for its carrier. */
    @SuppressWarnings("ThreadPriorityCheck") // saves a park; nothing relies on it
    private static void hint() {
        Thread.yield();
    }

    private static void throwIfEnded(Frame frame, @Nullable Ambient ambient) throws InterruptedException {
        boolean interrupted = Thread.currentThread().isInterrupted();
        CancelReason reason = frame.reasonOrNull(); // read second: cancelling marks first and interrupts second
        if (reason != null) {
            if (ambient != null) {
                ambient.hear(reason);
            }
            throw new Interruption(reason);
        }
        if (interrupted && take(ambient)) {
            throw new InterruptedException();
        }
    }

    private static boolean take(@Nullable Ambient ambient) {
        return ambient == null ? Thread.interrupted() : ambient.takeInterrupt();
    }

    /** Tells a census of a wait that no goroutine stands for. */
    private static @Nullable LivingWait seen(@Nullable Ambient ambient, Object why) {
        if (ambient != null && !(ambient instanceof PlainAmbient)) {
            return null;
        }
        LivingWait wait = new LivingWait(why, Ambient.currentHome());
        Census.born(wait);
        return wait;
    }

    private static final class WakeUp extends Link {
        private final Thread thread;

        WakeUp(Thread thread) {
            this.thread = thread;
        }

        @Override
        protected void cancelled(CancelReason reason) {
            LockSupport.unpark(thread);
        }
    }

    private static final class Alarm extends Timeout {
        private final Thread thread;

        Alarm(Thread thread, long deadline) {
            super(deadline);
            this.thread = thread;
        }

        @Override
        protected void fire() {
            LockSupport.unpark(thread);
        }
    }
}
