package dev.selvage.supervise;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A child of one supervisor, with what the supervisor knows of it. Written by the supervisor's thread only. */
final class Member {
    final Child child;

    /** The run that has not been dealt with; null: none. Read by {@link #status()}. */
    private volatile @Nullable Run run;

    /** Read by {@link #status()}, as are the next two. */
    private volatile ChildState state = ChildState.WAITING;

    private final AtomicInteger restarts = new AtomicInteger();
    private volatile @Nullable ChildExit lastFailure;

    /** Whether it may start only when those before it are up. */
    private boolean inTurn;

    /** When it may start, in nano time. */
    private long due;

    /** When its latest run was started, in nano time. */
    private long startedAt;

    /** How many runs it has had. */
    private int runs;

    /** Ends in a row, none of them after a window of being up. */
    private int inRow;

    Member(Child child, boolean inTurn, long now) {
        this.child = child;
        waitFrom(ChildState.WAITING, inTurn, now);
    }

    ChildState state() {
        return state;
    }

    void state(ChildState next) {
        state = next;
    }

    @Nullable
    Run run() {
        return run;
    }

    /** Is to be started. */
    void waitFrom(ChildState waiting, boolean isInTurn, long from) {
        inTurn = isInTurn;
        due = from;
        state = waiting;
    }

    boolean mayStart(long now, boolean othersUp) {
        return state.isStartable() && due - now <= 0 && (othersUp || !inTurn);
    }

    /** Nanoseconds until it is due; negative: it is, and waits for its turn. */
    long until(long now) {
        return due - now;
    }

    /** Has a run from now on. */
    Run starts(Run next, long now) {
        run = next;
        startedAt = now;
        state = child.signalsReady() ? ChildState.STARTING : ChildState.RUNNING;
        return next;
    }

    int nextRun() {
        return ++runs;
    }

    /** Its run has ended, and this is how. */
    void ended(ChildState next, ChildExit exit) {
        if (exit.failure().isPresent()) {
            lastFailure = exit;
        }
        state = next;
        run = null;
    }

    /** Counts a restart; how many there were before it in a row. */
    int restarts(long now, long windowNanos) {
        restarts.incrementAndGet();
        if (now - startedAt >= windowNanos) {
            inRow = 0;
        }
        return inRow++;
    }

    /** From any thread. */
    ChildStatus status() {
        Run current = run;
        Supervisor supervised = current == null ? null : current.signals.supervised;
        List<ChildStatus> children =
                supervised == null ? List.of() : supervised.status().children();
        return new ChildStatus(
                child.name(), child.restart(), state, restarts.get(), Optional.ofNullable(lastFailure), children);
    }
}
