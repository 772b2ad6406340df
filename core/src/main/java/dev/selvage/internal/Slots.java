package dev.selvage.internal;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The places of a limited scope, first come first served. Who waits is a {@link Waiter}; it is granted a place on the thread
 * that frees one.
 */
public final class Slots {
    /** Waits for a place. */
    public interface Waiter {
        /** A place is yours. Called once, outside of all locks; must neither block nor throw. */
        void granted();
    }

    /** Guarded by this. */
    private int free;

    /** Guarded by this. A set, so that leaving the line costs the same anywhere in it. */
    private final SequencedSet<Waiter> waiting = new LinkedHashSet<>();

    /** A number of places, all free. */
    public Slots(int places) {
        this.free = places;
    }

    /** Takes a place if one is free and nobody waits for it. */
    public synchronized boolean tryTake() {
        if (free == 0 || !waiting.isEmpty()) {
            return false;
        }
        free--;
        return true;
    }

    /** Takes a place, or puts the waiter at the end of the line and returns false. */
    public synchronized boolean takeOrWait(Waiter waiter) {
        if (tryTake()) {
            return true;
        }
        waiting.add(waiter);
        return false;
    }

    /** Leaves the line; false if the waiter is not in it: it was granted, or never waited. */
    public synchronized boolean leave(Waiter waiter) {
        return waiting.remove(waiter);
    }

    /** Frees a place, which goes to the first in the line. */
    public void release() {
        Waiter next;
        synchronized (this) {
            next = waiting.isEmpty() ? null : waiting.removeFirst();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.granted();
        }
    }
}
