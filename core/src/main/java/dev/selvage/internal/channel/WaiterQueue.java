package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/** Who waits at an exchange, first come first served; leaving from the middle costs the same. Guarded by the exchange's lock. */
final class WaiterQueue {
    private @Nullable Waiter head;
    private @Nullable Waiter tail;
    private int size;

    boolean isEmpty() {
        return head == null;
    }

    int size() {
        return size;
    }

    @Nullable
    Waiter first() {
        return head;
    }

    void add(Waiter waiter) {
        Waiter last = tail;
        waiter.prev = last;
        waiter.queue = this;
        tail = waiter;
        if (last == null) {
            head = waiter;
        } else {
            last.next = waiter;
        }
        size++;
    }

    /** Takes a waiter out; false if it was not in. */
    boolean remove(Waiter waiter) {
        if (waiter.queue != this) {
            return false;
        }
        Waiter before = waiter.prev;
        Waiter after = waiter.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.prev = before;
        }
        waiter.prev = null;
        waiter.next = null;
        waiter.queue = null;
        size--;
        return true;
    }

    /** Takes out and claims the first that still waits; null if there is none. */
    @Nullable
    Waiter claim() {
        Waiter at = head;
        while (at != null) {
            remove(at);
            if (at.claim()) {
                return at;
            }
            at = head;
        }
        return null;
    }

    /** The same for a receiver, which is given a value. */
    @Nullable
    Waiter claim(Object item) {
        Waiter at = head;
        while (at != null) {
            remove(at);
            at.item = item;
            if (at.claim()) {
                return at;
            }
            at.item = null;
            at = head;
        }
        return null;
    }

    /**
     * Takes out and claims those that still wait, for the closing: all, or only those who do not mind what is left.
     *
     * @param chain what the claimed are linked to
     * @return the chain of the claimed
     */
    @Nullable
    Waiter claimAll(@Nullable Waiter chain, boolean nothingLeft) {
        Waiter claimed = chain;
        Waiter at = head;
        while (at != null) {
            Waiter following = at.next;
            if (nothingLeft || !at.awaitsLast()) {
                remove(at);
                at.closed = true;
                if (at.claim()) {
                    at.next = claimed;
                    claimed = at;
                }
            }
            at = following;
        }
        return claimed;
    }
}
