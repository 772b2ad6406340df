package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/** A node that is cancelled some time after its parent, not with it. */
final class ShieldNode extends CancelNode {
    /** Nanoseconds; {@link Long#MAX_VALUE}: without end. */
    private final long grace;

    private final Link watch = new Link() {
        @Override
        protected void cancelled(CancelReason reason) {
            startGrace(reason);
        }

        @Override
        boolean adoptedBy(@Nullable AbstractContext heir) {
            return ShieldNode.this.adoptedBy(heir);
        }
    };

    /** Set by the thread that cancels the parent; read by anybody, for the deadline and to release it. */
    private volatile @Nullable Grace running;

    private ShieldNode(AbstractContext parent, long grace) {
        super(parent, parent.values, null);
        this.grace = grace;
    }

    /** A shield that holds for so many nanoseconds; without any it is an ordinary child. */
    static CancelNode below(AbstractContext parent, long grace) {
        if (grace == 0) {
            return new CancelNode(parent).attach();
        }
        ShieldNode node = new ShieldNode(parent, grace);
        parent.whenCancelled(node.watch);
        return node;
    }

    private void startGrace(CancelReason reason) {
        if (grace != Long.MAX_VALUE) {
            Grace timer = new Grace(time().nanoTime() + grace, reason);
            running = timer;
            time().schedule(timer);
            if (reasonOrNull() != null) {
                time().cancel(timer);
            }
        }
    }

    @Override
    boolean detached() {
        return true;
    }

    @Override
    @Nullable
    Deadline limit() {
        Grace timer = running;
        if (timer != null) {
            return timer.shown;
        }
        Deadline above = parentOrFail().limit();
        return above == null || grace > Deadline.MAX_SPAN - Math.max(0, above.left())
                ? null
                : new Deadline(
                        this, above.deadline() + grace, grace, above.instant().plusNanos(grace));
    }

    @Override
    void released() {
        watch.unlink();
        Grace timer = running;
        if (timer != null) {
            time().cancel(timer);
        }
    }

    @Override
    String label() {
        return "shielded(" + (grace == Long.MAX_VALUE ? "without end" : Deadline.text(grace)) + ")";
    }

    private final class Grace extends Timeout {
        private final CancelReason reason;

        /** Shown as the context's deadline; never armed. */
        private final Deadline shown;

        Grace(long deadline, CancelReason reason) {
            super(deadline);
            this.reason = reason;
            this.shown = new Deadline(ShieldNode.this, deadline, grace, null);
        }

        @Override
        protected void fire() {
            cancel(reason);
        }
    }
}
