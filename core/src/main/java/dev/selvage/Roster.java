package dev.selvage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines of one scope that live: an intrusive list, so that joining and leaving allocate nothing. Private to the scope,
 * so no user can hold its lock, and nothing is called while it is held.
 */
final class Roster {
    /** Guarded by this. */
    private @Nullable GoroutineImpl<?> first;

    /** Not counting daemons. Guarded by this for writing. */
    private volatile int working;

    /** Guarded by this for writing. */
    private volatile int daemons;

    /** Takes no more. Guarded by this for writing. */
    private volatile boolean sealed;

    /** Whom to wake when the last one, the last daemon or the last hook leaves. Guarded by this. */
    private @Nullable Thread waiter;

    /** The body has ended. Guarded by this. */
    private boolean bodyDone;

    /** Hooks that run. Guarded by this for writing. */
    private volatile int hooks;

    /** No hook is waited for any more. Guarded by this. */
    private boolean hooksSealed;

    /** What is left to do for whoever takes the last step. */
    enum Left {
        /** Others are still working. */
        WORK,
        /** Only daemons: cancel them. */
        DAEMONS,
        /** Nothing, and nothing can come: the roster is sealed. */
        NOTHING
    }

    /** Adds one; false if the scope has ended. */
    synchronized boolean add(GoroutineImpl<?> goroutine) {
        if (sealed) {
            return false;
        }
        goroutine.next = first;
        if (first != null) {
            first.prev = goroutine;
        }
        first = goroutine;
        if (goroutine.daemon) {
            daemons++;
        } else {
            working++;
        }
        Stats.GLOBAL.started();
        return true;
    }

    /** Removes one that has ended. */
    synchronized Left remove(GoroutineImpl<?> goroutine) {
        if (goroutine.prev == null) {
            first = goroutine.next;
        } else {
            goroutine.prev.next = goroutine.next;
        }
        if (goroutine.next != null) {
            goroutine.next.prev = goroutine.prev;
        }
        goroutine.prev = null;
        goroutine.next = null;
        int left = goroutine.daemon ? --daemons : --working;
        Stats.GLOBAL.ended();
        if (left == 0 && waiter != null) {
            LockSupport.unpark(waiter);
        }
        return left();
    }

    /** The body has ended: from now on the last goroutine to leave seals the roster. */
    synchronized Left bodyDone() {
        bodyDone = true;
        return left();
    }

    private Left left() {
        if (!bodyDone || working > 0) {
            return Left.WORK;
        }
        if (daemons > 0) {
            return Left.DAEMONS;
        }
        sealed = true;
        return Left.NOTHING;
    }

    /** Whether nothing but daemons lives. */
    boolean isIdle() {
        return working == 0;
    }

    int size() {
        return working + daemons;
    }

    /** From now on the thread is woken when the last one, the last daemon or the last hook leaves. */
    synchronized void wake(Thread thread) {
        waiter = thread;
    }

    boolean isSealed() {
        return sealed;
    }

    /** A hook is about to run; false if nothing waits for it any more. */
    synchronized boolean hookStarting() {
        if (!hooksSealed) {
            hooks++;
        }
        return !hooksSealed;
    }

    synchronized void hookEnded() {
        if (--hooks == 0 && waiter != null) {
            LockSupport.unpark(waiter);
        }
    }

    boolean hasHooks() {
        return hooks > 0;
    }

    /** Hooks that start from now on are nobody's; false, and no change, if one runs. */
    synchronized boolean sealHooks() {
        hooksSealed = hooks == 0;
        return hooksSealed;
    }

    /** The goroutine that runs on a thread, or null. */
    synchronized @Nullable GoroutineImpl<?> on(Thread thread) {
        GoroutineImpl<?> at = first;
        while (at != null && at.thread() != thread) {
            at = at.next;
        }
        return at;
    }

    /** Those that live now, the oldest first. */
    synchronized List<GoroutineImpl<?>> all() {
        List<GoroutineImpl<?>> all = new ArrayList<>(size());
        for (GoroutineImpl<?> at = first; at != null; at = at.next) {
            all.add(at);
        }
        return all.reversed();
    }
}
