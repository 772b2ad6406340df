package dev.selvage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines of one scope that live. Private to the scope, so no user can hold its lock, and nothing is called while it is
 * held.
 */
final class Roster {
    /*
     * Algorithm. Who starts a goroutine writes it into a table, under the lock, and counts it; who ends counts itself out with one
     * atomic step, elsewhere, and takes the lock only when somebody waits for the last. So starts and ends, which go on on different
     * cores, share no cache line but that of the place in the table. A full table is packed into a new one; a place is written twice
     * at most, filled and emptied, so emptying needs no lock: one that is emptied in the old table while it is being packed is
     * dropped the next time.
     *
     * Last steps. An end counts, then looks whether it is watched; a watcher says that it watches, then counts: one of the two sees the
     * other. Sealing happens under the lock that starts take as well: a start is counted before, or refused.
     */
    private static final int SMALLEST = 8;
    private static final @Nullable GoroutineImpl<?>[] EMPTY = newTable(0);

    private final Exits exits = new Exits();

    /** Each from its start on at its {@code place}. Guarded by this for filling. */
    private @Nullable GoroutineImpl<?>[] table = EMPTY;

    /** Behind the last place that is taken. Guarded by this. */
    private int end;

    /** Goroutines that were ever started, other than daemons. Guarded by this for writing. */
    private volatile long started;

    /** Daemons that were ever started. Guarded by this for writing. */
    private volatile long daemonsStarted;

    /** Daemons that live. Guarded by this for writing. */
    private volatile int daemons;

    /** Takes no more. Guarded by this for writing. */
    private volatile boolean sealed;

    /** The body has ended. Guarded by this. */
    private boolean bodyDone;

    /** Cleanups, the last first; null until there is one. Guarded by this until sealed, then the owner's. */
    private @Nullable Deque<Task> deferred;

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
        if (end == table.length) {
            pack();
        }
        goroutine.place = end;
        table[end++] = goroutine;
        if (goroutine.daemon) {
            daemonsStarted++;
            daemons++;
        } else {
            started++;
        }
        return true;
    }

    /** One has ended; called once for each that was added. */
    Left remove(GoroutineImpl<?> goroutine) {
        @Nullable GoroutineImpl<?>[] filled = table;
        int place = goroutine.place;
        if (place < filled.length && filled[place] == goroutine) {
            filled[place] = null;
        }
        if (goroutine.daemon) {
            synchronized (this) {
                daemons--;
            }
        } else {
            exits.add();
        }
        return exits.isWatched() && isIdle() ? lastSteps() : Left.WORK;
    }

    private Left lastSteps() {
        Left left;
        synchronized (this) {
            left = left();
        }
        exits.wake();
        return left;
    }

    private static @Nullable GoroutineImpl<?>[] newTable(int length) {
        return new GoroutineImpl<?>[length];
    }

    private void pack() {
        @Nullable GoroutineImpl<?>[] old = table;
        table = newTable(Math.max(SMALLEST, size() * 2 > old.length ? old.length * 2 : old.length));
        end = 0;
        for (GoroutineImpl<?> goroutine : old) {
            if (goroutine != null && goroutine.end().get() == null) {
                goroutine.place = end;
                table[end++] = goroutine;
            }
        }
    }

    /** The body has ended: from now on the last goroutine to leave seals the roster. */
    synchronized Left bodyDone() {
        bodyDone = true;
        exits.watch();
        return left();
    }

    private Left left() {
        if (!bodyDone || !isIdle()) {
            return Left.WORK;
        }
        if (daemons > 0) {
            return Left.DAEMONS;
        }
        sealed = true;
        return Left.NOTHING;
    }

    /** Keeps a cleanup for the end; false if the scope has ended. */
    synchronized boolean defer(Task cleanup) {
        if (sealed) {
            return false;
        }
        if (deferred == null) {
            deferred = new ArrayDeque<>();
        }
        deferred.push(cleanup);
        return true;
    }

    /** Only the owner, once it has seen that this is sealed. */
    boolean hasDeferred() {
        return deferred != null;
    }

    /** The last cleanup that is left, or null. Only the owner, once it has seen that this is sealed. */
    @Nullable
    Task nextDeferred() {
        return deferred == null ? null : deferred.poll();
    }

    /** Whether nothing but daemons lives. */
    boolean isIdle() {
        long ended = exits.count(); // first: what starts in between makes it too few, never too many
        return ended == started;
    }

    int size() {
        long ended = exits.count();
        return (int) (started - ended) + daemons;
    }

    /** How many have ever started. */
    long started() {
        return started + daemonsStarted;
    }

    /** Takes no more. */
    boolean isSealed() {
        return sealed;
    }

    /** From now on the thread is woken when the last one, the last daemon or the last hook leaves. */
    void wake(Thread thread) {
        exits.wakes(thread);
        exits.watch();
    }

    /** A hook is about to run; false if nothing waits for it any more. */
    synchronized boolean hookStarting() {
        if (!hooksSealed) {
            hooks++;
        }
        return !hooksSealed;
    }

    synchronized void hookEnded() {
        hooks--;
        exits.wake();
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
        for (int i = 0; i < end; i++) {
            GoroutineImpl<?> goroutine = table[i];
            if (goroutine != null
                    && goroutine.thread() == thread
                    && goroutine.end().get() == null) {
                return goroutine;
            }
        }
        return null;
    }

    /** Those that live now, the oldest first. */
    synchronized List<GoroutineImpl<?>> all() {
        List<GoroutineImpl<?>> all = new ArrayList<>(size());
        for (int i = 0; i < end; i++) {
            GoroutineImpl<?> goroutine = table[i];
            if (goroutine != null && goroutine.end().get() == null) {
                all.add(goroutine);
            }
        }
        return all;
    }
}
