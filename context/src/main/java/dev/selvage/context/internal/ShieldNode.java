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
    };

    /** Set when the parent is cancelled; read for the deadline and to release it. */
    private volatile @Nullable Grace running;

    ShieldNode(AbstractContext parent, long grace) {
        super(parent, parent.values, null);
        this.grace = grace;
    }

    ShieldNode watch() {
        parentOrFail().whenCancelled(watch);
        return this;
    }

    private void startGrace(CancelReason reason) {
        if (grace <= 0) {
            cancel(reason);
        } else if (grace != Long.MAX_VALUE) {
            Grace timer = new Grace(time.nanoTime() + grace, reason);
            running = timer;
            time.schedule(timer);
            if (reasonOrNull() != null) {
                time.cancel(timer);
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
        Deadline above = timer == null ? parentOrFail().limit() : null;
        if (timer != null) {
            return new Deadline(this, timer.deadline(), grace, null);
        }
        return above == null || grace == Long.MAX_VALUE
                ? null
                : new Deadline(this, above.deadline() + grace, grace, null);
    }

    @Override
    void released() {
        watch.unlink();
        Grace timer = running;
        if (timer != null) {
            time.cancel(timer);
        }
    }

    @Override
    Frame frame(Ambient ambient) {
        return new Frame.Shield(this, ambient);
    }

    @Override
    String label() {
        return "shielded(" + (grace == Long.MAX_VALUE ? "without end" : Deadline.text(grace)) + ")";
    }

    private final class Grace extends Timeout {
        private final CancelReason reason;

        Grace(long deadline, CancelReason reason) {
            super(deadline);
            this.reason = reason;
        }

        @Override
        protected void fire() {
            cancel(reason);
        }
    }
}
