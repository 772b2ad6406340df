package dev.selvage.internal.channel;

import dev.selvage.context.internal.Park;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who waits at an exchange: a sender with its value, a receiver with room for one, or a watcher for the closing. */
abstract class Waiter implements Park.Ready {
    final Exchange exchange;

    /** Neighbours in the line, a ring; null: in none. After a claim, `next` links the chain of the claimed. Guarded by the lock of the exchange. */
    @Nullable
    Waiter prev;

    /** As {@link #prev}. */
    @Nullable
    Waiter next;

    /**
     * A sender's value, or what a receiver was given. Written before the waiter is queued or claimed, under the lock of the
     * exchange; read by the waiting thread after it has seen the claim.
     */
    @Nullable
    Object item;

    /** The exchange was closed under the waiter. As {@link #item}. */
    boolean closed;

    Waiter(Exchange exchange, @Nullable Object item) {
        this.exchange = exchange;
        this.item = item;
    }

    /** Makes the wait end for this reason and no other; false if it has ended. Under the lock of the exchange. */
    abstract boolean claim();

    final Object itemOrFail() {
        return Objects.requireNonNull(item, "item");
    }

    /** Whether the closing matters only once nothing is left. */
    boolean awaitsLast() {
        return false;
    }

    /** Whose wait it is. */
    abstract Thread thread();

    /** Wakes the thread; after the claim, outside of all locks. */
    void wake() {
        LockSupport.unpark(thread());
    }

    /** Two chains of the claimed as one. */
    static @Nullable Waiter joined(@Nullable Waiter chain, @Nullable Waiter other) {
        if (chain == null || other == null) {
            return chain == null ? other : chain;
        }
        Waiter last = chain;
        for (Waiter next = last.next; next != null; next = next.next) {
            last = next;
        }
        last.next = other;
        return chain;
    }

    /** Wakes a chain of the claimed. */
    static void wakeAll(@Nullable Waiter chain) {
        Waiter at = chain;
        while (at != null) {
            Waiter following = at.next;
            at.next = null;
            at.wake();
            at = following;
        }
    }
}
