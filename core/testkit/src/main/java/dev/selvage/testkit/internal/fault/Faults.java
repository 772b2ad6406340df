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

    private void pass(String operation) {
        Fault due = next(operation);
        if (due == null) {
            return;
        }
        BUSY.set(true);
        boolean happened = true; // also if it throws: that is what it is for
        try {
            happened = due.happen(operation);
        } finally {
            BUSY.set(false);
            if (!happened) {
                putBack(due);
            }
        }
    }

    private synchronized @Nullable Fault next(String operation) {
        points++;
        int ofThese = pointsOf.merge(operation, 1, Integer::sum);
        for (Fault fault : ahead) {
            boolean counts = fault.operation().isEmpty() || fault.operation().equals(operation);
            if (counts && fault.nth() <= (fault.operation().isEmpty() ? points : ofThese)) {
                ahead.remove(fault);
                return fault;
            }
        }
        return null;
    }

    private synchronized void putBack(Fault fault) {
        ahead.addFirst(fault);
    }

    private synchronized int points() {
        return points;
    }
}
