package dev.selvage.internal.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for sections of a few instructions, inlined into what it guards: no memory but one int.
 *
 * <p>Nothing inside may block, call code of others or loop over more than a queue.
 */
abstract class SpinLock {
    /*
     * Algorithm. Test and test-and-set; after a few spins the thread gives its core away, since the holder may be one that the
     * system has taken off the core; and after many it sleeps a little, since on a busy machine yielding alone burns a core.
     * Invariant. A virtual thread is never unmounted inside a section, so the holder always runs or is about to.
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

    /** One while somebody is inside. Zeroed by a plain write of the field where a failed section must let go without a call. */
    volatile int locked;

    final void lock() {
        if (!LOCKED.compareAndSet(this, 0, 1)) {
            contended();
        }
    }

    final boolean tryLock() {
        return locked == 0 && LOCKED.compareAndSet(this, 0, 1);
    }

    /** Spins for a while; false if it was not to be had. For who holds other locks already and must not yield with them. */
    final boolean tryLockSpinning() {
        for (int spin = 0; spin < SPINS; spin++) {
            if (tryLock()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    final void unlock() {
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
    static void pause(int round) {
        if (round < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
