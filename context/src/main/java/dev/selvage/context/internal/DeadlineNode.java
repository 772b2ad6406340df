package dev.selvage.context.internal;

import java.time.Duration;
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
                : earlier(new DeadlineNode(parent, parent.time.nanoTime() + span, span, null));
    }

    static CancelNode at(AbstractContext parent, Instant deadline) {
        Duration left = between(parent.time.now(), deadline);
        long span = Deadline.nanos(left);
        return span == Long.MAX_VALUE
                ? new CancelNode(parent).attach()
                : earlier(new DeadlineNode(parent, parent.time.nanoTime() + span, span, deadline));
    }

    private static CancelNode earlier(DeadlineNode node) {
        AbstractContext parent = node.parentOrFail();
        if (!node.own.before(parent.limit())) {
            return new CancelNode(parent).attach();
        }
        node.attach();
        if (node.reasonOrNull() == null) {
            if (node.own.left() <= 0) {
                node.expire();
            } else {
                node.arm();
            }
        }
        return node;
    }

    /** A cancellation between attaching and arming has found no timer to release, so look again. */
    private void arm() {
        time.schedule(own);
        if (reasonOrNull() != null) {
            time.cancel(own);
        }
    }

    @Override
    Deadline limit() {
        return own;
    }

    @Override
    void released() {
        time.cancel(own);
    }

    @Override
    String describe() {
        return reasonOrNull() != null
                ? "withTimeout(" + own.spanText() + ")"
                : "withTimeout(" + own.spanText() + ", " + Deadline.text(Math.max(0, own.left())) + " left)";
    }

    private static Duration between(Instant now, Instant deadline) {
        try {
            return Duration.between(now, deadline);
        } catch (ArithmeticException | java.time.DateTimeException e) {
            return deadline.isBefore(now) ? Duration.ZERO : Duration.ofSeconds(Long.MAX_VALUE);
        }
    }

}
