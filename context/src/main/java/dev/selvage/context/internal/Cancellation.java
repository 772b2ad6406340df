package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spreads one cancellation down the tree: a fact first, hooks second, interrupts third. */
final class Cancellation {
    /*
     * Algorithm. (1) Mark: nodes to empty form a stack through `next`; each link popped from a node's list is either a child,
     * which is marked and stacked, or an effect, which is kept for later. No recursion, so depth costs no stack. (2) Settle every
     * marked node, chained through `prev`, then wait for children that somebody else had marked but not yet settled. (3)
     * Effects: hooks start first, then threads are woken and bridges to other trees crossed.
     *
     * Invariants. A popped or unlinked link belongs to the thread that took it out, so its `prev` and `next` are free to chain.
     * A child whose mark was lost belongs to its own canceller and is not touched. Waiting in (2) happens only downward in the
     * tree, after own marks are settled: no two cancellers wait for each other. Effects run outside of all locks.
     */
    private @Nullable Link toEmpty;
    private @Nullable Link marked;
    private @Nullable Link hooks;
    private @Nullable Link wakeUps;
    private @Nullable List<CancelNode> foreign;

    private Cancellation() {}

    /** The caller has marked {@code root} and taken it out of its parent's list. */
    static void spread(CancelNode root, CancelReason reason) {
        if (root.linksOrNull() == null) {
            root.settle();
            return;
        }
        Cancellation all = new Cancellation();
        all.mark(root, reason);
        all.settle();
        effects(all.hooks, reason);
        effects(all.wakeUps, reason);
    }

    private void mark(CancelNode root, CancelReason reason) {
        toEmpty = root;
        while (toEmpty instanceof CancelNode node) {
            toEmpty = node.next;
            node.prev = marked;
            marked = node;
            Links links = node.linksOrNull();
            if (links == null) {
                continue;
            }
            for (Link link = links.pop(); link != null; link = links.pop()) {
                sort(link, reason);
            }
        }
    }

    private void sort(Link link, CancelReason reason) {
        if (link instanceof CancelNode child) {
            if (child.mark(reason)) {
                child.next = toEmpty;
                toEmpty = child;
            } else {
                foreign = foreign == null ? new ArrayList<>() : foreign;
                foreign.add(child);
            }
        } else if (link instanceof Hook) {
            link.next = hooks;
            hooks = link;
        } else {
            link.next = wakeUps;
            wakeUps = link;
        }
    }

    private void settle() {
        while (marked instanceof CancelNode node) {
            marked = node.prev;
            node.prev = null;
            node.next = null;
            node.settle();
        }
        if (foreign != null) {
            foreign.forEach(CancelNode::awaitSettled);
        }
    }

    private static void effects(@Nullable Link chain, CancelReason reason) {
        Link link = chain;
        while (link != null) {
            Link next = link.next;
            link.next = null;
            link.cancelled(reason);
            link = next;
        }
    }
}
