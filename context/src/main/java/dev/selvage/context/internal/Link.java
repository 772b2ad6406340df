package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/**
 * Something that wants to hear of a cancellation: an entry of an intrusive list, so that joining and leaving allocate
 * nothing.
 */
public abstract class Link {
    /** Guarded by the lock of {@link #home}; once popped or unlinked, owned by the thread that did it. */
    @Nullable
    Link prev;

    /** As {@link #prev}. */
    @Nullable
    Link next;

    /** The list this is in. Written under the lock of that list; read without it only to find the lock. */
    private volatile @Nullable Links home;

    final @Nullable Links home() {
        return home;
    }

    final void home(@Nullable Links links) {
        home = links;
    }

    /**
     * Leaves the list.
     *
     * @return true if it was in one: then {@link #cancelled} has not been called by it and never will
     */
    public final boolean unlink() {
        for (Links links = home; links != null; links = home) {
            if (links.remove(this)) {
                return true;
            }
        }
        return false;
    }

    /** The context that hangs here and is cancelled together with the one it hangs on; null when this is an effect. */
    @Nullable
    CancelNode node() {
        return null;
    }

    /**
     * The context that this hangs on ends without being cancelled from above. Called under the locks of both lists: must do
     * no more than note the new parent.
     *
     * @return whether this moves to what hangs below {@code heir}; if not, it is told that its context was cancelled
     */
    boolean adoptedBy(@Nullable AbstractContext heir) {
        return false;
    }

    /**
     * The context that this was added to was cancelled. Called once, by the thread that cancels, outside of all locks, after
     * the whole tree below is marked. Must neither block nor throw.
     */
    protected abstract void cancelled(CancelReason reason);
}
