package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/**
 * Who waits at an exchange, first come first served; leaving from the middle costs the same. A superclass, so that its fields
 * share a cache line with the lock.
 */
abstract class Waiters extends Ring {
    /** The first of each line, of which it is a ring; null: nobody. All fields are guarded by the lock. */
    private @Nullable Waiter senders;

    private @Nullable Waiter receivers;

    /** Who waits for the closing in a select. */
    private @Nullable Waiter watchers;

    /** Whom the section has claimed, a chain, for {@link Exchange#unlockAndWake}. */
    @Nullable
    Waiter claimed;

    /** May be wrong outside of the lock, as the next. */
    final boolean hasSenders() {
        return senders != null;
    }

    final boolean hasReceivers() {
        return receivers != null;
    }

    final boolean hasWatchers() {
        return watchers != null;
    }

    final void addSender(Waiter waiter) {
        senders = added(senders, waiter);
    }

    final void addReceiver(Waiter waiter) {
        receivers = added(receivers, waiter);
    }

    final void addWatcher(Waiter waiter) {
        watchers = added(watchers, waiter);
    }

    /** Claims the first sender that still waits, and gives its value; null if there is none. */
    final @Nullable Object takeFromSender() {
        for (Waiter first = senders; first != null; first = senders) {
            senders = without(first, first);
            if (first.claim()) {
                claimed = first;
                return first.item;
            }
        }
        return null;
    }

    /** Claims the first receiver that still waits, and gives it a value; false if there is none. */
    final boolean giveToReceiver(Object value) {
        for (Waiter first = receivers; first != null; first = receivers) {
            receivers = without(first, first);
            first.item = value;
            if (first.claim()) {
                claimed = first;
                return true;
            }
            first.item = null;
        }
        return false;
    }

    /** Claims for the closing; watchers first, since a select that has a case for it is not to fail. */
    final void claimAll(boolean nothingLeft) {
        claimWatchers(nothingLeft);
        receivers = claimAll(receivers, true);
        senders = claimAll(senders, true);
    }

    /** Claims all watchers, or only those who do not mind what is left. */
    final void claimWatchers(boolean nothingLeft) {
        watchers = claimAll(watchers, nothingLeft);
    }

    private @Nullable Waiter claimAll(@Nullable Waiter line, boolean nothingLeft) {
        Waiter left = null;
        for (Waiter first = line; first != null; ) {
            Waiter following = without(first, first);
            if (nothingLeft || !first.awaitsLast()) {
                first.closed = true;
                if (first.claim()) {
                    first.next = claimed;
                    claimed = first;
                }
            } else {
                left = added(left, first);
            }
            first = following;
        }
        return left;
    }

    /** Takes a waiter out of its line; false if it is in none. */
    final boolean remove(Waiter waiter) {
        if (waiter.next == null || waiter.prev == null) {
            return false;
        }
        if (waiter == senders) {
            senders = without(senders, waiter);
        } else if (waiter == receivers) {
            receivers = without(receivers, waiter);
        } else if (waiter == watchers) {
            watchers = without(watchers, waiter);
        } else {
            without(waiter, waiter);
        }
        return true;
    }

    Waiters(int capacity) {
        super(capacity);
    }

    /** How many send or receive, for a look. */
    final int count(boolean sending) {
        Waiter first = sending ? senders : receivers;
        int count = 0;
        for (Waiter at = first; at != null; at = at.next == first ? null : at.next) {
            count++;
        }
        return count;
    }

    private static Waiter added(@Nullable Waiter first, Waiter waiter) {
        if (first == null) {
            waiter.prev = waiter;
            waiter.next = waiter;
            return waiter;
        }
        Waiter last = first.prev;
        waiter.prev = last;
        waiter.next = first;
        first.prev = waiter;
        if (last != null) {
            last.next = waiter;
        }
        return first;
    }

    /** Takes a waiter out of a ring; gives what follows the taken one if that was the first, null if it was alone. */
    private static @Nullable Waiter without(Waiter first, Waiter waiter) {
        Waiter before = waiter.prev;
        Waiter after = waiter.next;
        waiter.prev = null;
        waiter.next = null;
        if (after == waiter || before == null || after == null) {
            return null;
        }
        before.next = after;
        after.prev = before;
        return first == waiter ? after : first;
    }
}
