package dev.selvage.internal;

import dev.selvage.context.internal.Park;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A value that is set once, and those who wait for it.
 *
 * @param <V> the type of the value
 */
public final class OneShot<V> {
    /*
     * Algorithm. One field: null or the stack of waiters before, the value after. The setter takes the whole stack with the
     * same atomic step that sets the value, so a waiter is either seen by it or sees the value.
     * References. java.util.concurrent.FutureTask and CompletableFuture.
     */
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(OneShot.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null, the top {@link Waiting}, or the value. Changed by compare-and-set. */
    private volatile @Nullable Object state;

    /** Waits for the value: a thread to unpark, or a runnable to run. */
    private record Waiting(Object waiter, @Nullable Waiting next) {}

    /** The value, or null before it is set. */
    @SuppressWarnings("unchecked") // what is no Waiting was put there by set()
    public @Nullable V get() {
        Object now = state;
        return now instanceof Waiting ? null : (@Nullable V) now;
    }

    /** Sets the value and lets the waiters go; later values are ignored. */
    public boolean set(V value) {
        Object before = state;
        while (before == null || before instanceof Waiting) {
            Object seen = STATE.compareAndExchange(this, before, value);
            if (seen == before) {
                release((Waiting) before);
                return true;
            }
            before = seen;
        }
        return false;
    }

    /** Blocks until the value is set, as {@link Park#until} does; false if the time was up first. */
    public boolean await(Object why, long nanos) throws InterruptedException {
        if (get() != null) {
            return true;
        }
        Thread me = Thread.currentThread();
        boolean added = nanos > 0 && add(me);
        try {
            return Park.until(() -> get() != null, why, nanos);
        } finally {
            if (added) {
                remove(me);
            }
        }
    }

    /** Runs something that does not throw when the value is set, on the thread that sets it; at once if it is. */
    public void whenSet(Runnable action) {
        if (!add(action)) {
            action.run();
        }
    }

    /** Takes back an action that need not run any more. */
    public void forget(Runnable action) {
        remove(action);
    }

    private boolean add(Object waiter) {
        Object before = state;
        while (before == null || before instanceof Waiting) {
            Object seen = STATE.compareAndExchange(this, before, new Waiting(waiter, (Waiting) before));
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    private void remove(Object waiter) {
        Object before = state;
        while (before instanceof Waiting top) {
            Object seen = STATE.compareAndExchange(this, before, without(top, waiter));
            if (seen == before) {
                return;
            }
            before = seen;
        }
    }

    private static @Nullable Waiting without(Waiting top, Object waiter) {
        Waiting kept = null;
        boolean removed = false;
        for (Waiting at = top; at != null; at = at.next) {
            if (removed || at.waiter != waiter) {
                kept = new Waiting(at.waiter, kept);
            } else {
                removed = true;
            }
        }
        return kept;
    }

    /** Threads first: an action may run code of others, which may itself wait for one of these threads. */
    private static void release(@Nullable Waiting top) {
        for (Waiting at = top; at != null; at = at.next) {
            if (at.waiter instanceof Thread thread) {
                LockSupport.unpark(thread);
            }
        }
        for (Waiting at = top; at != null; at = at.next) {
            if (!(at.waiter instanceof Thread)) {
                ((Runnable) at.waiter).run();
            }
        }
    }
}
