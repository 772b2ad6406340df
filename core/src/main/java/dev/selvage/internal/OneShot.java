package dev.selvage.internal;

import dev.selvage.context.internal.Park;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A value that is set once, and those who wait for it.
 *
 * @param <V> the type of the value
 */
public final class OneShot<V> {
    /*
     * Algorithm. One field: null, the one waiter, or a crowd of them before; the value after. The setter takes what is there with the
     * same atomic step that sets the value, so a waiter is either seen by it or sees the value. A crowd is a ring under its own
     * monitor: to leave it costs the same however many there are. Who joins looks again, inside the monitor, whether the
     * crowd still is what the field holds: the setter changes the field before it enters the monitor to let all go.
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

    /** Null, a {@link Waiting}, a {@link Crowd}, or the value. Changed by compare-and-set. */
    private volatile @Nullable Object state;

    /** What is there before the value. */
    private abstract static sealed class Before {}

    /** Waits for the value: a thread to unpark, or a runnable to run. */
    private static final class Waiting extends Before {
        final Object waiter;

        /** Neighbours in the ring of a crowd; itself: in none. Guarded by the monitor of the crowd. */
        Waiting prev = this;

        Waiting next = this;

        Waiting(Object waiter) {
            this.waiter = waiter;
        }

        void join(Waiting head) {
            prev = head.prev;
            next = head;
            prev.next = this;
            head.prev = this;
        }

        void leave() {
            prev.next = next;
            next.prev = prev;
            prev = this;
            next = this;
        }
    }

    /** Where a second waiter has come. Its monitor guards all. */
    private static final class Crowd extends Before {
        final Waiting head = new Waiting(this);

        /** The first waiter, until somebody is in the monitor to put it into the ring: several may have made a crowd of it. */
        private @Nullable Waiting first;

        Crowd(Waiting first) {
            this.first = first;
        }

        /** To be called first in the monitor. */
        void settle() {
            if (first != null) {
                first.join(head);
                first = null;
            }
        }
    }

    /** The value, or null before it is set. */
    @SuppressWarnings("unchecked") // what is no Waiting was put there by set()
    public @Nullable V get() {
        Object now = state;
        return now instanceof Before ? null : (@Nullable V) now;
    }

    /** Sets the value and lets the waiters go; later values are ignored. */
    public boolean set(V value) {
        Object before = state;
        while (before == null || before instanceof Before) {
            Object seen = STATE.compareAndExchange(this, before, value);
            if (seen == before) {
                release((Before) before);
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
        Waiting added = nanos > 0 ? add(me) : null;
        try {
            return Park.until(() -> get() != null, why, nanos);
        } finally {
            if (added != null) {
                remove(added);
            }
        }
    }

    /** Blocks until the value is set, as {@link Park#uninterruptibly} does. */
    public void awaitUninterruptibly(Object why) {
        Thread me = Thread.currentThread();
        Waiting added = add(me);
        try {
            Park.uninterruptibly(() -> get() != null, why);
        } finally {
            if (added != null) {
                remove(added);
            }
        }
    }

    /**
     * Runs something that does not throw when the value is set, on the thread that sets it; at once if it is.
     *
     * @return takes that back, unless the value is set by then
     */
    public Runnable whenSet(Runnable action) {
        Waiting added = add(action);
        if (added == null) {
            action.run();
            return () -> {};
        }
        return () -> remove(added);
    }

    /** Null if the value is set. */
    private @Nullable Waiting add(Object waiter) {
        Waiting added = new Waiting(waiter);
        for (Object now = state; ; now = state) {
            if (now == null) {
                if (STATE.compareAndSet(this, null, added)) {
                    return added;
                }
            } else if (now instanceof Waiting alone) {
                STATE.compareAndSet(this, alone, new Crowd(alone));
            } else if (now instanceof Crowd crowd) {
                synchronized (crowd) {
                    if (state == crowd) {
                        crowd.settle();
                        added.join(crowd.head);
                        return added;
                    }
                }
            } else {
                return null;
            }
        }
    }

    private void remove(Waiting waiting) {
        while (state instanceof Before now) {
            if (now instanceof Crowd crowd) {
                synchronized (crowd) {
                    crowd.settle();
                    waiting.leave();
                    if (crowd.head.next == crowd.head) {
                        STATE.compareAndSet(this, crowd, null);
                    }
                }
                return;
            }
            if (now != waiting || STATE.compareAndSet(this, waiting, null)) {
                return;
            }
        }
    }

    private static void release(@Nullable Before waiting) {
        if (waiting instanceof Waiting alone) {
            wake(alone.waiter);
        } else if (waiting instanceof Crowd crowd) {
            List<Object> all = all(crowd);
            // threads first: an action may wait for one of them
            all.stream().filter(Thread.class::isInstance).forEach(OneShot::wake);
            all.stream().filter(waiter -> !(waiter instanceof Thread)).forEach(OneShot::wake);
        }
    }

    private static void wake(Object waiter) {
        if (waiter instanceof Thread thread) {
            LockSupport.unpark(thread);
        } else {
            ((Runnable) waiter).run();
        }
    }

    /** A copy: who has seen the crowd before the value came may still leave it. */
    private static List<Object> all(Crowd crowd) {
        List<Object> all = new ArrayList<>();
        synchronized (crowd) {
            crowd.settle();
            for (Waiting at = crowd.head.next; at != crowd.head; at = at.next) {
                all.add(at.waiter);
            }
        }
        return all;
    }
}
