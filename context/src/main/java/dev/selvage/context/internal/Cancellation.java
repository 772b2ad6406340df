package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Spreads one cancellation down the tree: a fact first, hooks second, interrupts third. */
final class Cancellation {
    /*
     * Algorithm. (1) Mark: each link popped from the list of a marked node is either the place of a node that hangs there, which is
     * marked and stacked through the `next` of that place, or an effect, which is kept for later. A hook is claimed here, so that
     * its scope knows of it before anybody can believe the cancellation done. No recursion, so depth costs no stack. (2) Wait
     * for the marks of others: a node found marked already is `foreign`, its canceller may still be at (1), and may have found
     * foreign nodes in turn. (3) Settle every marked node, chained through the `prev` of its place: only then it leaves the lists
     * that it still hangs in, for whoever cancels above must find it there and wait as well. (4) Effects: hooks start first,
     * then threads are woken, by their own links or by the owners of nodes.
     *
     * Invariants. A popped link belongs to the thread that took it out, so its `prev` and `next` are free to chain; those of a node
     * that hangs in several places (AnyNode) belong to its first list until it is settled. A node whose mark was lost belongs to
     * its own canceller and is not touched. Marking waits for nobody, and (2) waits for marking alone: no two wait for each other.
     * Effects run outside of all locks.
     */

    /** Who spread what is marked with all below. */
    static final Cancellation SETTLED = new Cancellation();

    static {
        SETTLED.complete = true;
    }

    private @Nullable Link toEmpty;
    private @Nullable Link marked;
    private @Nullable Link hooks;
    private @Nullable Link wakeUps;

    /** Nodes that others have marked. Written while marking; read by anybody once {@link #complete}. */
    private @Nullable List<CancelNode> foreign;

    /** Whether the marking is over. Written by the spreading thread, read by who waits for it. */
    private volatile boolean complete;

    private Cancellation() {}

    /** The caller has marked {@code root}. */
    static void spread(CancelNode root, CancelReason reason) {
        if (root.linksOrNull() == null) {
            root.settle();
            if (root.reacts()) {
                effect(root, reason);
            }
            return;
        }
        Cancellation all = new Cancellation();
        root.spreader(all);
        try {
            all.mark(root, reason);
        } finally {
            all.complete = true; // also when out of memory or stack: nobody may wait for ever
        }
        if (all.foreign != null) {
            awaitMarks(all.foreign);
        }
        all.settle();
        root.settle();
        effects(all.hooks, reason);
        effects(all.wakeUps, reason);
        if (root.reacts()) {
            effect(root, reason);
        }
    }

    /** Returns when everything below nodes that somebody cancels is marked. */
    @SuppressWarnings("ThreadPriorityCheck") // they only mark meanwhile: no user code, no waiting
    static void awaitMarks(Collection<CancelNode> nodes) {
        Set<Cancellation> known = new HashSet<>();
        Deque<CancelNode> toCheck = new ArrayDeque<>(nodes);
        for (CancelNode node = toCheck.poll(); node != null; node = toCheck.poll()) {
            Cancellation by = node.awaitSpreader();
            if (by != SETTLED && known.add(by)) {
                while (!by.complete) {
                    Thread.yield();
                }
                if (by.foreign != null) {
                    toCheck.addAll(by.foreign);
                }
            }
        }
    }

    private void mark(CancelNode root, CancelReason reason) {
        empty(root, reason);
        for (Link place = toEmpty; place != null; place = toEmpty) {
            toEmpty = place.next;
            place.next = null;
            place.prev = marked;
            marked = place;
            CancelNode node = place.node();
            if (node != null) {
                empty(node, reason);
            }
        }
    }

    private void empty(CancelNode node, CancelReason reason) {
        Links links = node.linksOrNull();
        if (links != null) {
            for (Link link = links.pop(); link != null; link = links.pop()) {
                sort(link, reason);
            }
        }
    }

    private void sort(Link link, CancelReason reason) {
        CancelNode node = link.node();
        if (node != null) {
            if (node.mark(reason)) {
                node.spreader(this);
                link.next = toEmpty;
                toEmpty = link;
            } else if (node.spreader() != this) {
                foreign = foreign == null ? new ArrayList<>() : foreign;
                foreign.add(node);
            }
        } else if (link instanceof Hook hook) {
            if (hook.claim()) {
                hook.next = hooks;
                hooks = hook;
            }
        } else {
            link.next = wakeUps;
            wakeUps = link;
        }
    }

    private void settle() {
        for (Link place = marked; place != null; place = marked) {
            marked = place.prev;
            place.prev = null;
            CancelNode node = place.node();
            if (node != null) {
                node.settle();
                if (node.reacts()) {
                    place.next = wakeUps;
                    wakeUps = place;
                }
            }
        }
    }

    private static void effects(@Nullable Link chain, CancelReason reason) {
        Link link = chain;
        while (link != null) {
            Link next = link.next;
            link.next = null;
            effect(link, reason);
            link = next;
        }
    }

    /** Must not throw, but may, where a user's thread overrides interrupt(); the others must hear of it all the same. */
    private static void effect(Link link, CancelReason reason) {
        SchedulePoint.inside("wakes", link);
        try {
            CancelNode node = link.node();
            if (link instanceof Hook hook) {
                hook.start();
            } else if (node != null) {
                node.cancelled(reason);
            } else {
                link.cancelled(reason);
            }
        } catch (Throwable failure) {
            LoggerFactory.getLogger(Cancellation.class).error("An effect of a cancellation failed: {}", link, failure);
        }
    }
}
