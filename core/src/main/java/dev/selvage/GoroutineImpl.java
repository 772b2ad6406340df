package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.Home;
import dev.selvage.context.internal.NodeOwner;
import dev.selvage.context.internal.OwnedNode;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.internal.Ends;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.Slots;
import dev.selvage.internal.Spans;
import dev.selvage.internal.Spawner;
import dev.selvage.internal.jdk.TaskScope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A goroutine: handle, task and the outermost level of its thread in one object. */
final class GoroutineImpl<T extends @Nullable Object> extends Ambient
        implements Goroutine<T>, Ends, NodeOwner, Spawner.Start, Slots.Waiter {
    /*
     * Life. Made and put on the roster by whoever starts it; forked at once, or queued for a slot and forked by the spawner. On its
     * thread: run the task, tell the scope (ScopeImpl.ended), wait for what it forked itself. `end` is set exactly once,
     * by its thread or by whoever took it out of the queue.
     *
     * Context. Most goroutines never ask for one, so it is made on demand: until then the one it was started in stands in, which
     * differs only in that nobody can have cancelled this goroutine alone. Made when there is a reason to: asked for, cancel(),
     * or started in a context whose cancellation does not reach it through the scope.
     */
    private static final AtomicLong IDS = new AtomicLong();
    /** One for all: nobody catches an exception that carries it. */
    private static final CancelReason ENDED =
            new CancelReason(Kind.CLOSED, "the goroutine has ended", Optional.empty());

    private static final String UNNAMED = "goroutine";
    private static final VarHandle OWN;

    static {
        try {
            OWN = MethodHandles.lookup().findVarHandle(GoroutineImpl.class, "own", CancelNode.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final ScopeImpl scope;
    final boolean daemon;
    final @Nullable StackTraceElement site;

    /** The number of who started it; zero: a thread outside. */
    final long startedBy;

    private final long id = IDS.incrementAndGet();
    final @Nullable String name;
    private final AbstractContext startedIn;
    private final OneShot<Outcome<T>> end = new OneShot<>();

    /** A Callable or a Task; null once it is running, so that a handle keeps no work alive. Only the goroutine's thread. */
    private @Nullable Object task;

    /** The context of its own, once there is one. Written by compare-and-set. */
    private volatile @Nullable CancelNode own;

    /** Where it stands on the roster; guarded by it. */
    int place;

    /** Somebody was shown the failure. */
    volatile boolean told;

    /** It holds a slot. Written before its thread starts, read by its thread. */
    boolean slot;

    /** It was reported stuck. Only the watchdog's thread. */
    boolean reportedStuck;

    /** What it has forked itself. Only the goroutine's thread. */
    private @Nullable TaskScope children;

    /** The scope of the goroutine that forked it, which waits for it; null: forked by the owner or the spawner. */
    private @Nullable TaskScope forkedIn;

    GoroutineImpl(
            ScopeImpl scope,
            @Nullable String name,
            Object task,
            boolean daemon,
            AbstractContext startedIn,
            long startedBy,
            @Nullable StackTraceElement site) {
        this.scope = scope;
        this.name = name;
        this.task = task;
        this.daemon = daemon;
        this.startedIn = startedIn;
        this.startedBy = startedBy;
        this.site = site;
    }

    static long nextId() {
        return IDS.incrementAndGet();
    }

    // Life

    @Override
    public @Nullable Object call() {
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler(this);
        if (name != null) {
            thread.setName(name);
        }
        started(thread);
        try {
            CancelReason reason = reasonOrNull();
            if (reason != null) {
                neverStarted(reason);
            } else {
                work();
            }
        } finally {
            awaitChildren();
        }
        return null;
    }

    /** In this order whatever happens, or somebody waits for ever. */
    private void awaitChildren() {
        try {
            if (children != null) {
                children.close();
            }
        } finally {
            if (forkedIn != null) {
                forkedIn.taskEnded();
            }
        }
    }

    @Override
    public boolean hasBegun() {
        return thread() != null;
    }

    private void work() {
        Outcome<T> success = null;
        Throwable thrown = null;
        try {
            if (scope.hasListeners()) {
                scope.tell(listener -> listener.goroutineStarted(scope, this));
            }
            Object work = Objects.requireNonNull(task, "task");
            task = null;
            success = new Outcome.Success<>(TaskCall.call(work));
        } catch (Throwable failure) {
            thrown = TaskScope.explained(failure);
        }
        thrown = Failures.withMistake(thrown, abandonInside(this));
        Outcome<T> outcome = thrown != null || success == null
                ? Cancellations.outcomeOf(this, Objects.requireNonNull(thrown, "thrown"))
                : success;
        scope.ended(this, outcome, thrown);
    }

    GoroutineFailure failure(Throwable cause, boolean panic) {
        return new GoroutineFailure(id, name(), path(), panic, cause, Optional.ofNullable(site));
    }

    /** It will never run. */
    void neverStarted(CancelReason reason) {
        task = null;
        scope.ended(this, new Outcome.Cancelled<>(reason), null);
    }

    @Override
    public void failedToStart(Throwable cause) {
        task = null;
        scope.ended(this, new Outcome.Failure<>(failure(cause, true)), cause);
    }

    /** Nobody will see it: the start failed before there was a handle. */
    void refused() {
        task = null;
        publish(new Outcome.Cancelled<>(ENDED));
    }

    @Override
    public void granted() {
        slot = true;
        scope.starting.spawn(this);
    }

    /** Forks for another goroutine that this one has started; on this goroutine's thread. */
    void fork(GoroutineImpl<?> child) {
        if (children == null) {
            children = TaskScope.openCounted(scope.name(), scope.threads());
        }
        child.forkedIn = children;
        children.fork(child);
    }

    @Override
    public OneShot<?> end() {
        return end;
    }

    /** Ends the context, and publishes the end: who sees the end sees the context ended. */
    void publish(Outcome<T> outcome) {
        CancelNode context = own;
        if (context != null) {
            context.end(ENDED);
        }
        end.set(outcome);
        if (context == null && own != null) {
            ownContext().end(ENDED); // made meanwhile
        }
    }

    // Cancellation

    /** The scope was cancelled. */
    void cancelledFromAbove() {
        if (!scope.starting.leaveQueue(this)) {
            interrupt(this);
            return;
        }
        CancelReason reason = Objects.requireNonNull(reasonOrNull(), "reason");
        if (reason.kind() == Kind.DEADLINE) {
            scope.starting.spawn(this); // a deadline comes on the timer's thread: no listener or future may run there
        } else {
            neverStarted(reason);
        }
    }

    /** Cancels this one and what it started, for a reason. */
    void cancel(CancelReason reason) {
        if (end.get() == null) {
            ownContext().cancel(reason);
        }
    }

    @Override
    public void cancel() {
        SchedulePoint.reach("cancel", this);
        cancel(new CancelReason(Kind.CANCELLED, "goroutine " + path() + " was cancelled", Optional.empty(), path()));
    }

    private CancelNode ownContext() {
        CancelNode known = own;
        return known != null ? known : own(OwnedNode.below(startedIn, this));
    }

    /** Takes a context for its own, unless it has one. */
    CancelNode own(CancelNode made) {
        CancelNode known = (CancelNode) OWN.compareAndExchange(this, null, made);
        if (known != null) {
            made.close();
            return known;
        }
        CancelReason early = made.reasonOrNull();
        if (early != null) {
            nodeCancelled(made, early);
        }
        if (end.get() != null) {
            made.end(ENDED);
        }
        return made;
    }

    @Override
    public void nodeCancelled(CancelNode node, CancelReason reason) {
        if (node == own && reason != ENDED && end.get() == null) {
            scope.cancelledAlone();
            cancelledFromAbove();
        }
    }

    @Override
    public AbstractContext context() {
        return ownContext();
    }

    @Override
    public @Nullable CancelReason reasonOrNull() {
        CancelNode known = own;
        return known == null ? startedIn.reasonOrNull() : known.reasonOrNull();
    }

    /** Its own context, or the one that stands in for it: for a look at it that makes nothing. */
    AbstractContext contextForLook() {
        CancelNode known = own;
        return known == null ? startedIn : known;
    }

    @Override
    protected TimeSource time() {
        return startedIn.time();
    }

    @Override
    protected boolean wakesByInterrupt() {
        return true;
    }

    @Override
    protected Home home() {
        return scope;
    }

    // The handle

    @Override
    public T await() throws InterruptedException {
        awaitEnd(Park.FOREVER);
        return result();
    }

    @Override
    public T await(Duration timeout) throws InterruptedException, TimeoutException {
        if (!awaitEnd(Spans.nanos(Objects.requireNonNull(timeout, "timeout")))) {
            throw new TimeoutException(this + " has not ended within " + timeout);
        }
        return result();
    }

    private boolean awaitEnd(long nanos) throws InterruptedException {
        SchedulePoint.reach("await", this);
        if (end.get() == null && Thread.currentThread() == thread()) {
            throw new IllegalStateException(this + " awaits itself, which would never end");
        }
        return end.await(new Awaiting(this), nanos);
    }

    private T result() {
        return switch (Objects.requireNonNull(end.get(), "outcome")) {
            case Outcome.Success<T>(T value) -> value;
            case Outcome.Failure<T>(GoroutineFailure failure) -> {
                told = true;
                throw new GoroutineFailedException(failure);
            }
            case Outcome.Cancelled<T>(CancelReason reason) -> throw CancelledException.of(reason);
        };
    }

    @Override
    public Optional<Outcome<T>> outcome() {
        SchedulePoint.reach("outcome", this);
        Outcome<T> outcome = end.get();
        if (outcome instanceof Outcome.Failure) {
            told = true;
        }
        return Optional.ofNullable(outcome);
    }

    @Override
    public State state() {
        if (end.get() != null) {
            return State.DEAD;
        }
        Thread thread = thread();
        return thread == null ? State.CREATED : WaitReasons.state(thread);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        return name == null ? UNNAMED : name;
    }

    @Override
    public String path() {
        return scope.path() + "/" + name() + "#" + id;
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return OutcomeFuture.of(end);
    }

    @Override
    public String toString() {
        return "goroutine " + path();
    }
}
