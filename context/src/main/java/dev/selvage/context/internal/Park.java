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
        if (ready.now()) {
            return true;
        }
        Ambient ambient = Ambient.find();
        AbstractContext context = ambient == null ? Ambient.currentContext() : ambient.topFrame().context();
        throwIfEnded(context, ambient);
        if (nanos <= 0) {
            return ready.now();
        }
        Thread thread = Thread.currentThread();
        WakeUp wakeUp = null;
        if (ambient == null || !ambient.topFrame().wakesByInterrupt()) {
            wakeUp = new WakeUp(thread);
            context.whenCancelled(wakeUp);
        }
        Alarm alarm = null;
        if (nanos != FOREVER) {
            alarm = new Alarm(thread, context.time().nanoTime() + nanos);
            context.time().schedule(alarm);
        }
        if (ambient != null) {
            ambient.waiting(why, System.nanoTime());
        }
        try {
            while (!ready.now()) {
                throwIfEnded(context, ambient);
                if (alarm != null && alarm.deadline() - context.time().nanoTime() <= 0) {
                    return ready.now();
                }
                LockSupport.park(why);
            }
            return true;
        } finally {
            if (ambient != null) {
                ambient.running();
            }
            if (wakeUp != null) {
                wakeUp.unlink();
            }
            if (alarm != null) {
                context.time().cancel(alarm);
            }
        }
    }

    /** Blocks like {@link #until}, through cancellation and interrupts; returns whether there was an interrupt, and keeps it. */
    public static boolean uninterruptibly(Ready ready, Object why) {
        Ambient ambient = Ambient.find();
        boolean interrupted = false;
        if (ambient != null) {
            ambient.waiting(why, System.nanoTime());
        }
        try {
            while (!ready.now()) {
                interrupted |= Thread.interrupted();
                LockSupport.park(why);
            }
        } finally {
            if (ambient != null) {
                ambient.running();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return interrupted;
    }

    private static void throwIfEnded(AbstractContext context, @Nullable Ambient ambient) throws InterruptedException {
        CancelReason reason = context.reasonOrNull();
        boolean interrupted = Thread.interrupted();
        if (interrupted && reason == null) {
            reason = context.reasonOrNull(); // cancelling marks first and interrupts second
        }
        if (interrupted && ambient != null) {
            ambient.consumed();
        }
        if (reason != null) {
            throw new Interruption(reason);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
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
