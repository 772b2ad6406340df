package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that can be cancelled.
 */
public non-sealed class CancelNode extends AbstractContext implements CancellableContext {
    /*
     * Algorithm. A node is cancelled by one compare-and-set of `reason`, from null, for good: whoever wins spreads it
     * (Cancellation). Links hang below a node in `links`, made on first use. To add one takes the lock of the list and looks at
     * `reason` under it; the canceller sets `reason` first and then empties the list under the same lock. So a link is either
     * seen by the canceller or sees the reason: no cancellation is lost.
     *
     * Invariants. `reason` is the only truth about cancellation: reason() and isCancelled() read this one field.
     * Who loses the race to cancel waits until the winner, and all whom the winner met, have marked what is below; so
     * whenever any cancel() returns, all below is cancelled. Locks nest only from parent to child, in Links.adopt(). A node that
     * can be cancelled at all hangs in a list until somebody cancels it: its `home` is never null on the way to another.
     *
     * References. Go, context.go, propagateCancel and removeChild. java.util.concurrent.CompletableFuture for the one field.
     */
    private static final VarHandle REASON;
    private static final VarHandle LINKS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            REASON = lookup.findVarHandle(CancelNode.class, "reason", CancelReason.class);
            LINKS = lookup.findVarHandle(CancelNode.class, "links", Links.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Deadline limit;

    /** Null until cancelled; then never changes. Written by compare-and-set, read by anybody. */
    private volatile @Nullable CancelReason reason;

    /** Null until something hangs below. Written once by compare-and-set. */
    private volatile @Nullable Links links;

    /** Null until marked; then who spreads the reason, then {@link Cancellation#SETTLED}. Written by the thread that won. */
    private volatile @Nullable Cancellation spreader;

    /** A node with its parent's deadline; not yet attached. */
    protected CancelNode(AbstractContext parent) {
        this(parent, parent.values, parent.limit());
    }

    CancelNode(AbstractContext parent, Values values, @Nullable Deadline limit) {
        super(parent, values, parent.world());
        this.limit = limit;
    }

    /** Hooks the node into its parent; called once, before anybody else sees it. */
    final CancelNode attach() {
        AbstractContext above = parent();
        CancelNode up = above == null ? null : above.source();
        if (up != null && !up.add(this)) {
            mark(up.reasonOrFail());
            settle();
        }
        return this;
    }

    /** Whether cancellation does not come down the parent's list. */
    boolean detached() {
        return false;
    }

    @Override
    public final CancelNode source() {
        return this;
    }

    @Override
    @Nullable
    Deadline limit() {
        return limit;
    }

    @Override
    public final @Nullable CancelReason reasonOrNull() {
        return reason;
    }

    final CancelReason reasonOrFail() {
        return Objects.requireNonNull(reason, "reason");
    }

    /** Adds a link below; false if this is cancelled. */
    final boolean add(Link link) {
        return reason == null && links().add(link, this);
    }

    final Links links() {
        Links known = links;
        if (known == null) {
            Links made = new Links();
            known = (Links) LINKS.compareAndExchange(this, null, made);
            if (known == null) {
                known = made;
            }
        }
        return known;
    }

    final @Nullable Links linksOrNull() {
        return links;
    }

    /** How many hang below; for tests and dumps. */
    public final int linked() {
        Links known = links;
        return known == null ? 0 : known.size();
    }

    /** Sets the reason; false if there was one. The winner must spread it. */
    final boolean mark(CancelReason why) {
        return REASON.compareAndSet(this, null, why);
    }

    /** The winner says so before it spreads. */
    final void spreader(Cancellation by) {
        spreader = by;
    }

    /** Who spreads the reason; null also in the moment between marking and spreading. */
    final @Nullable Cancellation spreader() {
        return spreader;
    }

    /** Who spreads the reason of this marked node. */
    @SuppressWarnings("ThreadPriorityCheck") // the winner does nothing between marking and saying so
    final Cancellation awaitSpreader() {
        Cancellation by = spreader;
        while (by == null) {
            Thread.yield();
            by = spreader;
        }
        return by;
    }

    /** All below is marked: leaves the parent, and lets go of what would otherwise fire later. */
    final void settle() {
        spreader = Cancellation.SETTLED;
        unlink();
        released();
    }

    /** Called once after this was marked: release timers and bridges. Must neither block nor throw. */
    void released() {}

    private void awaitSettled() {
        if (spreader != Cancellation.SETTLED) {
            Cancellation.awaitMarks(List.of(this));
        }
    }

    /**
     * Cancels this and all below.
     *
     * @return true if this call did it
     */
    public final boolean cancel(CancelReason why) {
        if (!mark(why)) {
            awaitSettled();
            return false;
        }
        Cancellation.spread(this, why);
        return true;
    }

    /**
     * Ends this alone: its hooks run, but what was derived from it goes on under the parent. If the parent is being cancelled at
     * this moment, that cancellation wins. Not for shields.
     */
    public final void end(CancelReason why) {
        if (links == null) {
            cancel(why);
            return;
        }
        while (reason == null) {
            Links above = home();
            boolean ended = above != null ? above.adopt(this, why) : hangsNowhere() && Links.release(this, why);
            if (ended) {
                Cancellation.spread(this, why);
            } else if (above == null) {
                break; // taken out by who cancels from above
            }
        }
        awaitSettled();
    }

    private boolean hangsNowhere() {
        return detached() || parentOrFail().source() == null;
    }

    @Override
    final boolean adoptedBy(@Nullable AbstractContext heir) {
        parent(heir);
        return true;
    }

    @Override
    final CancelNode node() {
        return this;
    }

    @Override
    public final void cancel() {
        SchedulePoint.reach("cancel", this);
        if (reason == null) {
            cancel(new CancelReason(Kind.CANCELLED, "", Optional.empty(), place()));
        } else {
            awaitSettled();
        }
    }

    @Override
    public final void cancel(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        SchedulePoint.reach("cancel", this);
        cancel(new CancelReason(Kind.CANCELLED, Objects.toString(cause.getMessage(), ""), Optional.of(cause), place()));
    }

    @Override
    public final void close() {
        SchedulePoint.reach("close", this);
        if (reason == null) {
            cancel(new CancelReason(Kind.CLOSED, "", Optional.empty(), place()));
        } else {
            awaitSettled();
        }
    }

    /** Starts the timer of a deadline of this node's own; one already past cancels at once. */
    final void arm(Deadline own) {
        if (own.left() <= 0) {
            expire();
            return;
        }
        time().schedule(own);
        if (reason != null) {
            time().cancel(own); // cancelled before the timer was there to be released
        }
    }

    /** The deadline passed. */
    final void expire() {
        Deadline own = Objects.requireNonNull(limit(), "limit");
        cancel(new CancelReason(Kind.DEADLINE, own.passedText(), Optional.empty(), label()));
    }

    /** Where a cancellation that starts here comes from: the caller's line if recorded, else this layer. */
    private String place() {
        return CreationSite.recorded() ? CreationSite.text(label()) : label();
    }

    /** Whether {@link #cancelled} does anything. */
    boolean reacts() {
        return false;
    }

    /** This was cancelled, and all below is marked. */
    @Override
    protected void cancelled(CancelReason why) {}

    @Override
    String describe() {
        return label();
    }

    /** What this layer is, without what changes: the place in a reason. */
    String label() {
        return "withCancel";
    }
}
