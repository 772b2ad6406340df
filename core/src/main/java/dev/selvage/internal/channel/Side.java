package dev.selvage.internal.channel;

import dev.selvage.context.internal.SpinLock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One end of an exchange: a lock, and how many values have passed here. */
class Side extends SpinLock {
    private static final VarHandle PASSED;

    static {
        try {
            PASSED = MethodHandles.lookup().findVarHandle(Side.class, "passed", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How many have passed here, wrapping around. Written under this lock with release; read from the other side with acquire. */
    private int passed;

    /** What {@link #passed} of the other side was when it was last looked at. Guarded by this lock. */
    int seen;

    /** By the holder of this lock. */
    final int passed() {
        return passed;
    }

    /** By anybody. */
    final int passedAcquire() {
        return (int) PASSED.getAcquire(this);
    }

    /** By the holder of this lock: what was done to the slot before is seen by who sees the count. */
    final void pass(int count) {
        PASSED.setRelease(this, count);
    }

    /** A side on cache lines of its own, so that who sends and who receives do not slow each other down. */
    @SuppressWarnings("unused")
    static final class Apart extends Side {
        private long gap0, gap1, gap2, gap3, gap4, gap5, gap6, gap7, gap8, gap9, gapA, gapB;
    }
}
