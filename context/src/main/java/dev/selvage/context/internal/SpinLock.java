package dev.selvage.context.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for sections of a few instructions, inlined into what it guards: no memory but one int.
 *
 * <p>Nothing inside may block, call code of others or loop over more than a queue.
 */
public abstract class SpinLock {
    /*
     * Algorithm. Test and test-and-set; after a few spins the thread gives its core away, since the holder may be one that the
     * system has taken off the core; and after many it sleeps a little, since on a busy machine yielding alone burns a core.
     * Invariant. A virtual thread is never unmounted inside a section, so the holder always runs or is about to. Nor does anybody
     * queue: behind a virtual thread that was woken to take a monitor or a lock of java.util.concurrent, and has no core, the
     * timer's thread would wait for ever, if those who have the cores compute until their deadline.
     */
    private static final int SPINS = 64;
    private static final int YIELDS = 32;
    private static final long NAP_NANOS = 20_000;
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(SpinLock.class, "locked", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One while somebody is inside. Zeroed by a write of the field where a section that may have failed must let go without a call. */
    public volatile int locked;

    /** A lock that nobody holds. */
    protected SpinLock() {}

    /** Enters. A virtual thread may be unmounted before it has: not for who holds anything else that others wait for. */
    public final void lock() {
        if (!LOCKED.compareAndSet(this, 0, 1)) {
            contended();
        }
    }

    /** Enters without giving up the core meanwhile: for who holds something else, and for what is called by such. */
    public final void lockMounted() {
        while (!tryLockSpinning()) {
            if (!Thread.currentThread().isVirtual()) {
                pause(0);
            }
        }
    }

    /** Enters if that takes no wait. */
    public final boolean tryLock() {
        return locked == 0 && LOCKED.compareAndSet(this, 0, 1);
    }

    /** Spins for a while; false if it was not to be had. For who holds other locks already and must not yield with them. */
    public final boolean tryLockSpinning() {
        for (int spin = 0; spin < SPINS; spin++) {
            if (tryLock()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Leaves. */
    public final void unlock() {
        LOCKED.setRelease(this, 0);
    }

    private void contended() {
        int rounds = 0;
        while (!tryLockSpinning()) {
            pause(rounds++);
        }
    }

    /** Lets others run. A permit that the nap takes from an outer wait does no harm: every wait looks before it parks. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
    public static void pause(int round) {
        if (round < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
