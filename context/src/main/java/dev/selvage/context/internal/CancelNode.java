package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
     * `settled` becomes true after every node below is marked; who loses the race to cancel waits for it, so that
     * whenever any cancel() returns, all below is cancelled. Locks nest only from parent to child, in adopt().
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

    /** Written by the thread that won the cancellation, after it has marked all below. */
    private volatile boolean settled;

    /** A node with its parent's deadline; not yet attached. */
    protected CancelNode(AbstractContext parent) {
        this(parent, parent.values, parent.limit());
    }

    CancelNode(AbstractContext parent, Values values, @Nullable Deadline limit) {
        super(parent, values, parent.time);
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

    /** All below is marked: lets losers go, and lets go of what would otherwise fire later. */
    final void settle() {
        settled = true;
        released();
    }

    /** Called once after this was marked: release timers and bridges. Must neither block nor throw. */
    void released() {}

    @SuppressWarnings("ThreadPriorityCheck") // the winner only marks nodes meanwhile: no user code, no waiting
    final void awaitSettled() {
        while (!settled) {
            Thread.yield();
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
        unlink();
        Cancellation.spread(this, why);
        return true;
    }

    /**
     * Ends this alone: its hooks run, but what was derived from it goes on under the parent. For a node attached to a parent
     * that can be cancelled. If the parent is being cancelled at this moment, that cancellation wins.
     */
    public final void end(CancelReason why) {
        for (Links above = home(); above != null; above = home()) {
            if (above.adopt(this, why)) {
                unlink();
                Cancellation.spread(this, why);
                return;
            }
            if (reason != null) {
                return;
            }
        }
    }

    @Override
    public final void cancel() {
        if (reason == null) {
            cancel(new CancelReason(Kind.CANCELLED, "", Optional.empty(), place()));
        } else {
            awaitSettled();
        }
    }

    @Override
    public final void cancel(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        cancel(new CancelReason(Kind.CANCELLED, Objects.toString(cause.getMessage(), ""), Optional.of(cause), place()));
    }

    @Override
    public final void close() {
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
        time.schedule(own);
        if (reason != null) {
            time.cancel(own); // cancelled before the timer was there to be released
        }
    }

    /** The deadline passed. */
    final void expire() {
        Deadline own = Objects.requireNonNull(limit(), "limit");
        cancel(new CancelReason(Kind.DEADLINE, "deadline of " + own.spanText() + " passed", Optional.empty(), place()));
    }

    /** Where a cancellation that starts here comes from: the caller's line if recorded, else this layer. */
    private String place() {
        return CreationSite.recorded() ? CreationSite.text(label()) : label();
    }

    /** Told of the cancellation by a list that this was in; a node is marked there, see {@link Cancellation}. */
    @Override
    protected final void cancelled(CancelReason why) {
        cancel(why);
    }

    @Override
    String describe() {
        return label();
    }

    /** What this layer is, without what changes: the place in a reason. */
    String label() {
        return "withCancel";
    }
}
