package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.Frame;
import dev.selvage.context.internal.Home;
import dev.selvage.context.internal.NodeOwner;
import dev.selvage.context.internal.OwnedNode;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Crewed;
import dev.selvage.internal.jdk.TaskScope;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** See {@link Scope}. This file: who starts what, and what happens when it ends. {@link ScopeEnd}: how the scope ends. */
final class ScopeImpl extends Frame implements Scope, Crewed, Home, NodeOwner {
    /*
     * State. Open until the body has ended; then it drains until the roster is empty, which seals it in the same step: a start
     * is either on the roster before and waited for, or refused. Cancelled is orthogonal: it is the reason of `node`.
     *
     * Start against cancel. A start puts the goroutine on the roster first and looks at the reason second; a cancellation sets the
     * reason first and goes over the roster second. So each goroutine is reached by one of the two, at most once (Ambient).
     *
     * Failure. Recorded first, so that time order holds; then the goroutine's outcome is published, so that who awaits it sees the
     * failure and not an interrupt; then the scope is cancelled.
     *
     * Locks. Roster, Failures, Slots each have their own, never nested, nothing called inside.
     */
    final Options options;
    final Ambient ambient;
    final OwnedNode node;
    final Roster roster = new Roster();
    final Failures failures = new Failures();
    final Starting starting;
    final ScopeEnd end;

    /** What this lies in: a scope, a goroutine, or null. */
    final @Nullable Frame enclosing;

    /** The number of the goroutine that runs the body, or one made up for a plain thread's. */
    final long bodyId;

    /** Whether the body is a lambda of ours; else the scope was opened for try-with-resources. */
    final boolean lexical;

    /** Neighbours among the open scopes; guarded by {@link OpenScopes}. */
    @Nullable
    ScopeImpl previousOpen;

    /** As {@link #previousOpen}. */
    @Nullable
    ScopeImpl nextOpen;

    /** Whether there is somebody to wake. Written by the owner's thread in {@link #begin}, read by cancellers. */
    private volatile boolean begun;

    /** The reason that {@link #cancel(String)} used first. Guarded by {@link #failures}. */
    private @Nullable CancelReason cancelledHere;

    private ScopeImpl(Options options, Ambient ambient, AbstractContext parent, boolean lexical) {
        this.options = options;
        this.ambient = ambient;
        this.lexical = lexical;
        this.enclosing = level(ambient);
        this.bodyId = switch (enclosing) {
            case GoroutineImpl<?> goroutine -> goroutine.id();
            case ScopeImpl outer -> outer.bodyId;
            case null, default -> GoroutineImpl.nextId();
        };
        this.node = OwnedNode.below(parent, this, options.timeout(), options.deadline());
        this.starting = new Starting(this);
        this.end = new ScopeEnd(this);
    }

    /** Makes the scope's threads; null: the JDK's virtual threads. */
    @Nullable
    ThreadFactory threads() {
        ThreadFactory own = options.factory();
        return own != null ? own : node.world().threads();
    }

    // Opening

    static ScopeImpl open(Options options) {
        TaskScope.settleBindings();
        ScopeImpl scope = create(options, false);
        scope.begin();
        return scope;
    }

    static ScopeImpl create(Options options, boolean lexical) {
        Ambient ambient = lexical ? Ambient.enterBound() : Ambient.enter();
        AbstractContext parent =
                options.parent() == null ? ambient.topFrame().context() : (AbstractContext) options.parent();
        ScopeImpl scope = new ScopeImpl(options, ambient, parent, lexical);
        CancelReason atBirth = scope.node.reasonOrNull();
        if (atBirth != null) {
            ambient.leaveIfUnused();
            throw CancelledException.of(atBirth);
        }
        return scope;
    }

    /** On the owner's thread: from here on the scope exists. */
    void begin() {
        try {
            starting.open();
        } catch (Throwable failure) {
            node.close();
            ambient.leaveIfUnused();
            throw failure;
        }
        ambient.push(this);
        OpenScopes.add(this);
        if (hasListeners()) {
            tell(listener -> listener.scopeOpened(this));
        }
        begun = true;
        CancelReason early = node.reasonOrNull();
        if (early != null) {
            nodeCancelled(node, early); // what came before found nobody to wake
        }
    }

    // Ending of goroutines

    /** A goroutine has ended, or will never run. On its own thread, or that of whoever cancelled it in the queue. */
    <T extends @Nullable Object> void ended(
            GoroutineImpl<T> goroutine, Outcome<T> outcome, @Nullable Throwable thrown) {
        try {
            SchedulePoint.inside("ending", goroutine);
            Stats.GLOBAL.outcome(outcome);
            if (isNews(goroutine, outcome, thrown)) {
                fail(goroutine, outcome);
            }
            starting.releaseSlot(goroutine); // first, so that who awaits it finds the slot free
            goroutine.publish(outcome);
            SchedulePoint.inside("ended", goroutine);
            if (hasListeners()) {
                tell(listener -> listener.goroutineEnded(this, goroutine));
            }
        } finally { // out of memory may come anywhere above; nobody may wait for ever
            starting.releaseSlot(goroutine);
            goroutine.publish(outcome);
            left(roster.remove(goroutine));
        }
    }

    /** Records a failure and tells of it; whether it is to cancel the scope. */
    private <T extends @Nullable Object> boolean isNews(
            GoroutineImpl<T> goroutine, Outcome<T> outcome, @Nullable Throwable thrown) {
        if (!(outcome instanceof Outcome.Failure<T>(GoroutineFailure failure))) {
            return false;
        }
        Consumer<? super GoroutineFailure> handler = options.handler();
        boolean handled = handler != null && !Failures.isFatal(failure.cause());
        boolean news = handled || failures.add(goroutine, failure, thrown == null ? failure.cause() : thrown);
        if (handler != null) {
            Listeners.handle(handler, failure);
        }
        tell(listener -> listener.goroutineFailed(this, failure));
        return news && !options.isIsolated();
    }

    /** A slot is freed only after this, or who waits for it would still start. */
    private <T extends @Nullable Object> void fail(GoroutineImpl<T> goroutine, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Failure<T>(GoroutineFailure failure)) {
            goroutine.publish(outcome);
            node.cancel(
                    new CancelReason(Kind.FAILURE, failure.toString(), Optional.of(failure.cause()), goroutine.path()));
        }
    }

    /** Takes the last steps, if there are any, for whoever made them the last. */
    void left(Roster.Left left) {
        switch (left) {
            case WORK -> {}
            case DAEMONS -> {
                CancelReason done =
                        new CancelReason(Kind.CLOSED, "all but daemons have ended", Optional.empty(), path());
                roster.all().forEach(daemon -> daemon.cancel(done));
            }
            case NOTHING -> starting.stop();
        }
    }

    // Cancellation

    /** The tree below is marked and hooks have started: now wake everybody. */
    @Override
    public void nodeCancelled(CancelNode cancelled, CancelReason reason) {
        if (!begun || reason == ScopeEnd.ENDED) {
            return;
        }
        end.watch();
        if (lexical) {
            ambient.interrupt(this);
        }
        roster.all().forEach(GoroutineImpl::cancelledFromAbove);
    }

    /** One goroutine was cancelled, not the scope: it may get stuck as well. */
    void cancelledAlone() {
        end.watch();
    }

    @Override
    public void cancel(String message) {
        Objects.requireNonNull(message, "message");
        SchedulePoint.reach("cancel", this);
        CancelReason reason;
        synchronized (failures) {
            if (cancelledHere == null) {
                cancelledHere = new CancelReason(Kind.CANCELLED, message, Optional.empty(), path());
            }
            reason = cancelledHere;
        }
        node.cancel(reason);
    }

    boolean isCancelledHere(CancelReason reason) {
        synchronized (failures) {
            return cancelledHere == reason;
        }
    }

    /** Asked first where it is hot, so that no event is made for nobody. */
    boolean hasListeners() {
        return !options.listeners().isEmpty();
    }

    void tell(Consumer<ScopeListener> event) {
        Listeners.tell(options.listeners(), event);
    }

    // The level of the owner's thread

    @Override
    public AbstractContext context() {
        return node;
    }

    @Override
    public @Nullable CancelReason reasonOrNull() {
        return node.reasonOrNull();
    }

    @Override
    protected boolean wakesByInterrupt() {
        return lexical;
    }

    @Override
    protected boolean isLexical() {
        return lexical;
    }

    @Override
    protected Home home() {
        return this;
    }

    @Override
    protected @Nullable String abandon() {
        return end.abandon();
    }

    @Override
    public AbstractContext homeContext() {
        return node;
    }

    @Override
    public @Nullable Ambient lookup(Thread thread) {
        if (ambient.thread() == thread) {
            return ambient;
        }
        Ambient found = roster.on(thread);
        return found == null && ambient instanceof GoroutineImpl<?> goroutine ? goroutine.scope.lookup(thread) : found;
    }

    @Override
    public boolean hookStarting() {
        return roster.hookStarting();
    }

    @Override
    public void hookEnded() {
        roster.hookEnded();
    }

    /** The innermost scope or goroutine around the calling code. */
    static @Nullable Frame level(Ambient ambient) {
        Frame at = ambient.topFrame();
        while (at != null && !(at instanceof ScopeImpl) && !(at instanceof GoroutineImpl)) {
            at = at.outer();
        }
        return at;
    }

    // The rest of the interface

    @Override
    public <T extends @Nullable Object> Goroutine<T> go(Callable<? extends T> task) {
        return starting.start(null, Objects.requireNonNull(task, "task"), false);
    }

    @Override
    public <T extends @Nullable Object> Goroutine<T> go(String name, Callable<? extends T> task) {
        return starting.start(Objects.requireNonNull(name, "name"), Objects.requireNonNull(task, "task"), false);
    }

    @Override
    public Goroutine<@Nullable Void> go(Task task) {
        return starting.start(null, Objects.requireNonNull(task, "task"), false);
    }

    @Override
    public Goroutine<@Nullable Void> go(String name, Task task) {
        return starting.start(Objects.requireNonNull(name, "name"), Objects.requireNonNull(task, "task"), false);
    }

    @Override
    public <T extends @Nullable Object> Goroutine<T> goDaemon(Callable<? extends T> task) {
        return starting.start(null, Objects.requireNonNull(task, "task"), true);
    }

    @Override
    public Goroutine<@Nullable Void> goDaemon(Task task) {
        return starting.start(null, Objects.requireNonNull(task, "task"), true);
    }

    @Override
    public Goroutine<@Nullable Void> goDaemon(String name, Task task) {
        return starting.start(Objects.requireNonNull(name, "name"), Objects.requireNonNull(task, "task"), true);
    }

    @Override
    public <T extends @Nullable Object> Optional<Goroutine<T>> tryGo(Callable<? extends T> task) {
        Objects.requireNonNull(task, "task");
        return Optional.ofNullable(starting.tryStart(task));
    }

    @Override
    public long started() {
        return roster.started();
    }

    @Override
    public Enlisting crew(int workers) {
        return starting.crew(workers);
    }

    @Override
    public void join() throws InterruptedException {
        end.join();
    }

    @Override
    public void defer(Task cleanup) {
        end.defer(Objects.requireNonNull(cleanup, "cleanup"));
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public String path() {
        return switch (enclosing) {
            case ScopeImpl outer -> outer.path() + "/" + name();
            case GoroutineImpl<?> outer -> outer.path() + "/" + name();
            case null, default -> name();
        };
    }

    @Override
    public void close() {
        end.close();
    }

    @Override
    public String toString() {
        return enclosing == null && options.name().equals(Options.DEFAULT.name())
                ? "an unnamed scope"
                : "scope " + path();
    }
}
