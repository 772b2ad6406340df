package dev.selvage.testkit.internal.fault;

import dev.selvage.context.Context;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.testkit.internal.Points;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run with faults: counts points and picks what happens there. */
public final class Faults {
    /** Inherited by the threads that the run makes. */
    private static final InheritableThreadLocal<@Nullable Faults> CURRENT = new InheritableThreadLocal<>();

    /** A fault's own operations are no points. */
    private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

    private static final SchedulePoint.Listener LISTENER = (operation, on) -> reach(operation);

    /** What has not happened yet. Guarded by this, as the next two. */
    private final List<Fault> ahead;

    private int points;
    private final Map<String, Integer> pointsOf = new HashMap<>();

    private Faults(List<Fault> faults) {
        this.ahead = new ArrayList<>(faults);
    }

    /** Runs a body with faults; how many points it passed. */
    public static <X extends Throwable> int run(List<Fault> faults, Context.Body<X> body) throws X {
        Faults run = new Faults(faults);
        Faults outer = CURRENT.get();
        CURRENT.set(run);
        Points.addLast(LISTENER);
        try {
            body.run();
        } finally {
            Points.remove(LISTENER);
            CURRENT.set(outer);
        }
        return run.points();
    }

    /** Whether faults may happen to the calling thread. */
    public static boolean isAnyHere() {
        return CURRENT.get() != null;
    }

    private static void reach(String operation) {
        Faults run = CURRENT.get();
        if (run != null && !BUSY.get()) {
            run.pass(operation);
        }
    }

    /** All that is due happens, a failure last. */
    private void pass(String operation) {
        List<Fault> due = due(operation);
        if (due.isEmpty()) {
            return;
        }
        List<Fault> left = new ArrayList<>();
        RuntimeException failure = null;
        BUSY.set(true);
        try {
            for (Fault fault : due) {
                try {
                    if (!fault.happen(operation)) {
                        left.add(fault);
                    }
                } catch (RuntimeException e) { // that is what it is for
                    failure = failure == null ? e : with(failure, e);
                }
            }
        } finally {
            BUSY.set(false);
            putBack(left);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException with(RuntimeException first, RuntimeException other) {
        if (first != other) {
            first.addSuppressed(other);
        }
        return first;
    }

    private synchronized List<Fault> due(String operation) {
        points++;
        int ofThese = pointsOf.merge(operation, 1, Integer::sum);
        List<Fault> due = new ArrayList<>();
        for (Fault fault : ahead) {
            boolean counts = fault.operation().isEmpty() || fault.operation().equals(operation);
            if (counts && fault.nth() <= (fault.operation().isEmpty() ? points : ofThese)) {
                due.add(fault);
            }
        }
        ahead.removeAll(due);
        return due;
    }

    private synchronized void putBack(List<Fault> left) {
        ahead.addAll(0, left);
    }

    private synchronized int points() {
        return points;
    }
}
