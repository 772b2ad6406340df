package dev.selvage.internal.jdk;

import dev.selvage.internal.CacheLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the tasks of one scope that have returned, and lets the scope's owner wait for as many as it has started.
 *
 * <p>An object of its own, away from the fields that the owner writes at each fork: on one cache line with them the count
 * made a fork a tenth slower.
 */
final class EndedTasks extends CacheLine {
    /*
     * Algorithm. The owner writes target, then waiting, then reads ended; a task raises ended, then reads waiting. The
     * last three are volatile, so either the owner sees the task's end or the task sees the owner wait and unparks it.
     */
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(EndedTasks.class, "ended", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread owner = Thread.currentThread();

    /** Wraps around; compared by difference. Raised by each task's thread, read by any. */
    private volatile int ended;

    /** Written by the owner, read by tasks once they have seen waiting. */
    private int target;

    /** Written by the owner, read by tasks. */
    private volatile boolean waiting;

    /** Called once by each task, last of all. */
    void add() {
        int count = (int) ENDED.getAndAdd(this, 1) + 1;
        if (waiting && count - target >= 0) {
            LockSupport.unpark(owner);
        }
    }

    /** Waits until {@code started} tasks have ended. Owner only. Interrupts meanwhile are set again at the end. */
    void await(int started) {
        boolean interrupted = false;
        target = started;
        waiting = true;
        while (ended - started < 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            owner.interrupt();
        }
    }
}
