package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The node of a scope or a goroutine; a deadline that it sets is attributed to its owner. */
public final class OwnedNode extends CancelNode {
    private final NodeOwner owner;

    private final @Nullable Deadline own;

    private OwnedNode(AbstractContext parent, NodeOwner owner, long span, @Nullable Instant at) {
        super(parent);
        this.owner = owner;
        Deadline asked =
                span == Long.MAX_VALUE ? null : new Deadline(this, parent.time().nanoTime() + span, span, at);
        this.own = asked != null && asked.before(parent.limit()) ? asked : null;
    }

    /** A node without a deadline of its own, attached to {@code parent}. */
    public static OwnedNode below(AbstractContext parent, NodeOwner owner) {
        OwnedNode node = new OwnedNode(parent, owner, Long.MAX_VALUE, null);
        node.attach();
        return node;
    }

    /** A node with the earlier of a timeout and a deadline, where given, attached to {@code parent}. */
    public static OwnedNode below(
            AbstractContext parent, NodeOwner owner, @Nullable Duration timeout, @Nullable Instant deadline) {
        long span = timeout == null ? Long.MAX_VALUE : Deadline.nanos(timeout);
        Instant at = null;
        if (deadline != null) {
            long left = Deadline.until(deadline, parent.time());
            at = left < span ? deadline : null;
            span = Math.min(left, span);
        }
        OwnedNode node = new OwnedNode(parent, owner, span, at);
        node.attach();
        Deadline own = node.own;
        if (own != null && node.reasonOrNull() == null) {
            node.arm(own);
        }
        return node;
    }

    @Override
    @Nullable
    Deadline limit() {
        return own != null ? own : super.limit();
    }

    @Override
    void released() {
        if (own != null) {
            time().cancel(own);
        }
    }

    @Override
    boolean reacts() {
        return true;
    }

    @Override
    protected void cancelled(CancelReason why) {
        owner.nodeCancelled(this, why);
    }

    @Override
    String describe() {
        String left = own == null || reasonOrNull() != null
                ? ""
                : " (" + Deadline.text(Math.max(0, own.left())) + " of " + own.spanText() + " left)";
        return owner + left;
    }

    @Override
    String label() {
        return owner.toString();
    }
}
