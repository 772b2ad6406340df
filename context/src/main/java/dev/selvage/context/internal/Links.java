package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/**
 * The list of what hangs below one context, and its lock. The object is private to the tree, so no user can hold the lock.
 * Nothing is called while it is held, so a spin lock does: the timer's thread takes it. It is let go without a call, for which no
 * stack may be left.
 */
final class Links extends SpinLock {
    /** Guarded by the lock. */
    private @Nullable Link first;

    /** Adds at the front, unless {@code owner} is cancelled already. */
    boolean add(Link link, CancelNode owner) {
        lockMounted();
        try {
            if (owner.reasonOrNull() != null) {
                return false;
            }
            push(link);
            return true;
        } finally {
            locked = 0;
        }
    }

    /** Removes the link; false if it has left this list meanwhile. */
    boolean remove(Link link) {
        lockMounted();
        try {
            if (link.home() != this) {
                return false;
            }
            drop(link);
            return true;
        } finally {
            locked = 0;
        }
    }

    /** Takes one out, to tell it of the cancellation; null when none is left. */
    @Nullable
    Link pop() {
        lockMounted();
        try {
            Link link = first;
            if (link != null) {
                drop(link);
            }
            return link;
        } finally {
            locked = 0;
        }
    }

    /** Counts; for tests and dumps. */
    int size() {
        lockMounted();
        try {
            int n = 0;
            for (Link link = first; link != null; link = link.next) {
                n++;
            }
            return n;
        } finally {
            locked = 0;
        }
    }

    /**
     * Ends {@code node}, an entry of this list, without ending what was derived from it: that moves here. Whoever cancels
     * {@code node} at the same moment, itself or from above, wins: then nothing moves, and the cancellation finds the
     * children where they are.
     *
     * @return true if this ended it
     */
    boolean adopt(CancelNode node, CancelReason reason) {
        lockMounted();
        try {
            return node.home() == this && handDown(node, reason, this);
        } finally {
            locked = 0;
        }
    }

    /** Like {@link #adopt}, for a node above which nothing can be cancelled: what was derived from it hangs nowhere then. */
    static boolean release(CancelNode node, CancelReason reason) {
        return handDown(node, reason, null);
    }

    private static boolean handDown(CancelNode node, CancelReason reason, @Nullable Links heir) {
        Links from = node.links();
        from.lockMounted();
        try {
            if (!node.mark(reason)) {
                return false;
            }
            Link link = from.first;
            while (link != null) {
                Link next = link.next;
                if (link.adoptedBy(node.parent())) {
                    from.take(link);
                    link.home(heir); // never null between two lists: who unlinks it would take it for free
                    if (heir != null) {
                        heir.put(link);
                    }
                }
                link = next;
            }
        } finally {
            from.locked = 0;
        }
        return true;
    }

    private void push(Link link) {
        put(link);
        link.home(this);
    }

    private void drop(Link link) {
        take(link);
        link.home(null);
    }

    private void put(Link link) {
        link.next = first;
        if (first != null) {
            first.prev = link;
        }
        first = link;
    }

    private void take(Link link) {
        if (link.prev == null) {
            first = link.next;
        } else {
            link.prev.next = link.next;
        }
        if (link.next != null) {
            link.next.prev = link.prev;
        }
        link.prev = null;
        link.next = null;
    }
}
