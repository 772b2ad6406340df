package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** How one scope waits and ends, and what leaves it. Only the owner's thread, unless a method says otherwise. */
final class ScopeEnd {
    /*
     * The end of a scope, in order: what its body left open inside is ended; interrupts of ours stop and are taken back; the body's
     * failure cancels; everything started is waited for, whatever interrupts come; the deferred cleanups run, last first, shielded; the
     * context is closed and its hooks waited for; then it is decided what leaves.
     *
     * Interrupts. One that comes while nothing had cancelled the scope is foreign: it cancels the scope, and an InterruptedException
     * leaves, unless something really failed before. Any further one, and one that does not leave, is set again on the thread.
     */
    /** One for all: the scope has decided what leaves before it is used. */
    static final CancelReason ENDED = new CancelReason(Kind.CLOSED, "the scope has ended", Optional.empty());

    private final ScopeImpl scope;

    /** Warns of goroutines that ignore the cancellation. Guarded by this: cancellers start it. */
    private @Nullable Watchdog watchdog;

    /** No warning any more. Guarded by this. */
    private boolean over;

    /** The foreign interrupt that leaves, if one came. */
    private @Nullable InterruptedException foreign;

    /** An interrupt that must be on the thread's flag when the scope has ended. */
    private boolean interruptAgain;

    /** The cancellation that the foreign interrupt became. */
    private @Nullable CancelReason interruptReason;

    /** A wait has taken our own interrupt off the flag, so the next is not ours. */
    private boolean oursAbsorbed;

    /** What {@link #join} threw last. */
    private @Nullable Throwable joinThrew;

    private boolean ended;

    /** What the end waits for besides goroutines, for the warning; null: the body goes on. Read by the watchdog. */
    private volatile @Nullable String waitingFor;

    ScopeEnd(ScopeImpl scope) {
        this.scope = scope;
    }

    // Join

    void join() throws InterruptedException {
        SchedulePoint.reach("join", scope);
        refuseOthers("join");
        Park.refuseInterrupted();
        waitForWork();
        Throwable leaving = leaving(scope.node.reasonOrNull());
        if (leaving == null) {
            return;
        }
        joinThrew = leaving;
        if (!scope.lexical || scope.options.isIsolated()) {
            scope.failures.told();
        }
        if (leaving instanceof InterruptedException interrupt) {
            foreign = null;
            throw interrupt;
        }
        throw unchecked(leaving);
    }

    private void waitForWork() {
        Roster roster = scope.roster;
        roster.wake(Thread.currentThread());
        if (Park.through(roster::isIdle, "join", this::interrupted)) {
            scope.ambient.consumed();
        }
        keepInterrupt();
    }

    /** Without a body's failure only unchecked exceptions of ours leave, and errors. */
    private static RuntimeException unchecked(Throwable leaving) {
        if (leaving instanceof Error error) {
            throw error;
        }
        return (RuntimeException) leaving;
    }

    private void refuseOthers(String what) {
        if (Thread.currentThread() != scope.ambient.thread()) {
            throw new IllegalStateException("Only the thread that opened " + scope + " may " + what + " it, not "
                    + Thread.currentThread() + ". To wait for one goroutine from anywhere, await it");
        }
        if (ended) {
            throw new IllegalStateException(scope + " has ended already");
        }
        if (ScopeImpl.level(scope.ambient) != scope) {
            throw new IllegalStateException("An inner scope, " + ScopeImpl.level(scope.ambient) + ", is open inside "
                    + scope + ": end it before you " + what + " the outer one");
        }
    }

    // Deferred cleanups

    /** From any thread. */
    void defer(Task cleanup) {
        if (!scope.roster.defer(cleanup)) {
            throw StartRules.closed(scope);
        }
    }

    private void runDeferred() {
        Roster roster = scope.roster;
        if (roster.hasDeferred()) {
            waitingFor = "its deferred cleanups";
            watch();
        }
        for (Task cleanup = roster.nextDeferred(); cleanup != null; cleanup = roster.nextDeferred()) {
            Task next = cleanup;
            try {
                scope.node.shielded(Duration.ofNanos(Park.FOREVER)).<Exception>run(next::run);
            } catch (Throwable failure) {
                scope.failures.add(Cancellations.unveiled(failure));
            }
        }
    }

    // The end

    /**
     * Ends the scope.
     *
     * @param thrown what the body threw, or null
     * @return what leaves; null: the body's value
     */
    @Nullable
    Throwable run(@Nullable Throwable thrown) {
        ended = true;
        Ambient ambient = scope.ambient;
        Throwable failure = Failures.withMistake(thrown, ambient.abandonInside(scope));
        boolean interrupted = ambient.seal(scope);
        Throwable echo = bodyEnded(failure, interrupted);
        scope.left(scope.roster.bodyDone());
        awaitThreads();
        CancelReason reason = scope.node.reasonOrNull(); // what comes while cleaning up has come too late
        runDeferred();
        scope.node.cancel(ENDED);
        awaitHooks();
        stopWatching();
        Throwable leaving = decide(reason, echo);
        OpenScopes.remove(scope);
        ambient.pop(scope);
        if (leaving != foreign && foreign != null) {
            interruptAgain = true;
        }
        keepInterrupt();
        if (scope.hasListeners()) {
            scope.tell(listener -> listener.scopeClosed(scope));
        }
        return leaving;
    }

    /** Takes the body's failure, if it is one; returns the echo of a cancellation that it threw instead. */
    private @Nullable Throwable bodyEnded(@Nullable Throwable failure, boolean interrupted) {
        if (failure == null) {
            return null;
        }
        if (failure == joinThrew && failure instanceof InterruptedException interrupt) {
            foreign = interrupt;
            return null;
        }
        // A body that looks, or hears of the cancellation by a hook, may end before our interrupt comes.
        boolean noticed = interrupted || failure.getClass() == InterruptedException.class;
        if (Cancellations.echoed(scope.node.reasonOrNull(), failure, noticed) != null) {
            return failure;
        }
        if (failure.getClass() == InterruptedException.class) {
            cancelForInterrupt((InterruptedException) failure);
            return null;
        }
        bodyFailed(Cancellations.unveiled(failure));
        return null;
    }

    private void bodyFailed(Throwable failure) {
        boolean passedOn = !scope.options.isIsolated()
                && (failure == joinThrew
                        || (failure instanceof GoroutineFailedException awaited
                                && scope.failures.knows(awaited.getCause())));
        if (!passedOn) {
            scope.failures.add(failure);
            scope.node.cancel(
                    new CancelReason(Kind.FAILURE, "the body failed: " + failure, Optional.of(failure), scope.path()));
        }
    }

    private void awaitThreads() {
        Roster roster = scope.roster;
        roster.wake(Thread.currentThread());
        Park.through(roster::isSealed, "join", this::interrupted);
        if (Thread.interrupted()) {
            interrupted();
        }
        scope.starting.close();
    }

    private void awaitHooks() {
        Roster roster = scope.roster;
        while (!roster.sealHooks()) {
            waitingFor = "its onCancel hooks";
            watch();
            roster.wake(Thread.currentThread());
            if (Park.through(() -> !roster.hasHooks(), "end of onCancel hooks", () -> {})) {
                interruptAgain = true;
            }
        }
    }

    /** An interrupt came while we wait: foreign if nothing else can have sent it. */
    private void interrupted() {
        cancelForInterrupt(new InterruptedException("interrupted while waiting for the goroutines of " + scope));
    }

    private void cancelForInterrupt(InterruptedException interrupt) {
        CancelReason reason =
                new CancelReason(Kind.INTERRUPTED, "the owner was interrupted", Optional.empty(), scope.path());
        if (scope.node.cancel(reason)) {
            interruptReason = reason;
            foreign = interrupt;
        } else if (!oursAbsorbed && scope.ambient.isInterruptedFor(scope)) {
            oursAbsorbed = true;
        } else {
            interruptAgain = true;
        }
    }

    private void keepInterrupt() {
        if (interruptAgain) {
            interruptAgain = false;
            Thread.currentThread().interrupt();
        }
    }

    // What leaves

    private @Nullable Throwable decide(@Nullable CancelReason reason, @Nullable Throwable echo) {
        Throwable leaving = leaving(reason);
        if (leaving != null || echo == null) {
            return leaving;
        }
        return echo instanceof CancelledException || reason == null ? echo : CancelledException.of(reason);
    }

    private @Nullable Throwable leaving(@Nullable CancelReason reason) {
        Throwable failed = scope.failures.leaving(scope);
        if (failed != null) {
            return failed;
        }
        if (foreign != null) {
            return foreign;
        }
        if (reason == null || reason == interruptReason || scope.isCancelledHere(reason)) {
            return null;
        }
        boolean toldByJoin = joinThrew != null && !scope.lexical;
        return toldByJoin ? null : CancelledException.of(reason);
    }

    // Scopes opened for try-with-resources

    void close() {
        if (scope.lexical) {
            throw new IllegalStateException(
                    scope + " ends when its body does: close() is for scopes made by Scope.open()");
        }
        if (ended) {
            return;
        }
        refuseOthersToClose();
        String leftOpen = scope.ambient.abandonInside(scope);
        if (!scope.roster.isIdle()) {
            scope.cancel("closed before its goroutines had ended; call join() to wait for them");
        }
        Throwable leaving = run(null);
        if (leaving instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else if (leaving != null) {
            throw unchecked(leaving);
        }
        if (leftOpen != null) {
            throw new IllegalStateException(leftOpen);
        }
    }

    private void refuseOthersToClose() {
        if (Thread.currentThread() != scope.ambient.thread()) {
            throw new IllegalStateException("Only the thread that opened " + scope + " may close it, not "
                    + Thread.currentThread() + ". To end it from elsewhere, cancel it");
        }
        boolean isDetached = !scope.ambient.isOpen(scope);
        if (!isDetached && !scope.ambient.holdsOnlyOpenScopesInside(scope)) {
            throw new IllegalStateException(
                    scope + " cannot be closed inside of a body that runs within it: let the body end first");
        }
    }

    /** The level around an open scope is left. */
    @Nullable
    String abandon() {
        if (!ended) {
            scope.cancel("its block was left without closing it");
            Throwable leaving = run(null);
            if (leaving != null) {
                LoggerFactory.getLogger(Scope.class).warn("{} was left open, and had failed", scope, leaving);
            }
        }
        return scope + " was left open; it has been closed. Open scopes in try-with-resources";
    }

    // The warning

    /** The scope, or one goroutine, was cancelled: watch whether it ends. From any thread. */
    synchronized void watch() {
        if (watchdog == null && !over) {
            watchdog = new Watchdog(scope, Spans.nanos(scope.options.grace()));
            watchdog.start();
        }
    }

    /** What a scope without stuck goroutines waits for. */
    String waitingFor() {
        String what = waitingFor;
        return what == null ? "its body" : what;
    }

    /** Whether it waits for something that is no goroutine and no body. */
    boolean isCleaningUp() {
        return waitingFor != null;
    }

    private synchronized void stopWatching() {
        over = true;
        if (watchdog != null) {
            watchdog.stop();
        }
    }
}
