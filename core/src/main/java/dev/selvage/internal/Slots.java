package dev.selvage.internal;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The places of a limited scope or a bulkhead, first come first served. Who waits is a {@link Waiter}; it is granted its
 * places on the thread that frees the last of them. Who wants many is not overtaken by those who want few.
 */
public final class Slots {
    /** Waits for a place. */
    public interface Waiter {
        /** A place is yours. Called once, outside of all locks; must neither block nor throw. */
        void granted();

        /** How many places it wants: at least one, and never another number. */
        default int places() {
            return 1;
        }
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
    public boolean tryTake() {
        return tryTake(1);
    }

    /** Takes places if so many are free and nobody waits. */
    public synchronized boolean tryTake(int places) {
        if (free < places || !waiting.isEmpty()) {
            return false;
        }
        free -= places;
        return true;
    }

    /** Takes the waiter's places, or puts it at the end of the line and returns false. */
    public synchronized boolean takeOrWait(Waiter waiter) {
        if (tryTake(waiter.places())) {
            return true;
        }
        waiting.add(waiter);
        return false;
    }

    /** Leaves the line; false if the waiter is not in it: it was granted, or never waited. */
    public boolean leave(Waiter waiter) {
        boolean left;
        synchronized (this) {
            left = waiting.remove(waiter);
        }
        if (left) {
            grant(0); // it may have stood before some who want less
        }
        return left;
    }

    /** Frees a place, which goes to the first in the line. */
    public void release() {
        grant(1);
    }

    /** Frees places, which go to the first in the line. */
    public void release(int places) {
        grant(places);
    }

    /** How many places are free; a snapshot. */
    public synchronized int free() {
        return free;
    }

    /** How many wait; a snapshot. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private void grant(int freed) {
        for (Waiter next = next(freed); next != null; next = next(0)) {
            next.granted();
        }
    }

    private synchronized @Nullable Waiter next(int freed) {
        free += freed;
        if (waiting.isEmpty() || waiting.getFirst().places() > free) {
            return null;
        }
        Waiter next = waiting.removeFirst();
        free -= next.places();
        return next;
    }
}
