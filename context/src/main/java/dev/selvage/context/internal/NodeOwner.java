package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;

/** What a context belongs to: a scope or a goroutine. Its {@code toString} is the text of that layer. */
public interface NodeOwner {

    /**
     * The node was cancelled: wake who runs in it. Called once, by the thread that cancels, outside of all locks, after the whole
     * tree below is marked and hooks have started. Not called for a node that was cancelled at birth. Must neither block nor
     * throw.
     */
    void nodeCancelled(CancelNode node, CancelReason reason);
}
