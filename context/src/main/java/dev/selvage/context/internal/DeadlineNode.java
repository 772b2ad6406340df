package dev.selvage.context.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A node with a deadline of its own, earlier than its parent's. */
final class DeadlineNode extends CancelNode {
    private final Deadline own;

    private DeadlineNode(AbstractContext parent, long nanoTime, long span, @Nullable Instant at) {
        super(parent);
        this.own = new Deadline(this, nanoTime, span, at);
    }

    /** A child with a timeout; a plain node when that is no earlier than the parent's deadline. */
    static CancelNode after(AbstractContext parent, long span) {
        return span == Long.MAX_VALUE
                ? new CancelNode(parent).attach()
                : earlier(new DeadlineNode(parent, parent.time().nanoTime() + span, span, null));
    }

    static CancelNode at(AbstractContext parent, Instant deadline) {
        long span = Deadline.until(deadline, parent.time());
        return span == Long.MAX_VALUE
                ? new CancelNode(parent).attach()
                : earlier(new DeadlineNode(parent, parent.time().nanoTime() + span, span, deadline));
    }

    private static CancelNode earlier(DeadlineNode node) {
        AbstractContext parent = node.parentOrFail();
        if (!node.own.before(parent.limit())) {
            return new CancelNode(parent).attach();
        }
        node.attach();
        if (node.reasonOrNull() == null) {
            node.arm(node.own);
        }
        if (Census.isTaken()) {
            Census.born(new PendingContext(node));
        }
        return node;
    }

    @Override
    Deadline limit() {
        return own;
    }

    @Override
    void released() {
        time().cancel(own);
    }

    @Override
    String label() {
        return "withTimeout(" + own.spanText() + ")";
    }

    @Override
    String describe() {
        return reasonOrNull() != null
                ? label()
                : "withTimeout(" + own.spanText() + ", " + Deadline.text(Math.max(0, own.left())) + " left)";
    }
}
