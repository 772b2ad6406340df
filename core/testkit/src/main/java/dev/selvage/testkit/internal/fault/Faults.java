package dev.selvage.testkit.internal.fault;

import dev.selvage.Goroutine;
import dev.selvage.context.Context;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Living;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.testkit.internal.Births;
import dev.selvage.testkit.internal.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One run with faults: counts points and picks what happens there. */
public final class Faults {
    /*
     * Algorithm. Whose point it is goes by thread: those that the run's threads make inherit it. A goroutine may be run by a thread
     * that others have made, as in a shared scope or a pool; it was born on one of the run's, and is known again when it is run.
     * Threads may outlive a run: one that is over counts nothing, and its threads are those of the run around it.
     */
    private static final InheritableThreadLocal<@Nullable Faults> CURRENT = new InheritableThreadLocal<>();

    /** A fault's own operations are no points. */
    private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

    private static final SchedulePoint.Listener POINTS = (operation, on) -> reach(operation);

    private static final Set<Faults> OPEN = ConcurrentHashMap.newKeySet();

    private static final Census.Listener BIRTHS = new Census.Listener() {
        @Override
        public void born(Living one) {
            Faults run = here();
            if (run != null) {
                run.born.add(one.subject());
            }
        }

        @Override
        public void runs(Object subject) {
            for (Faults run : OPEN) {
                if (run.born.contains(subject)) {
                    CURRENT.set(run);
                    return;
                }
            }
            if (subject instanceof Goroutine<?>) {
                CURRENT.remove(); // its thread may have run somebody's before
            }
        }
    };

    /** The run around this one, or null. */
    private final @Nullable Faults outer = here();

    /** What the run's threads have made. */
    private final Set<Object> born = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

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
        OPEN.add(run);
        Births.listen(BIRTHS);
        Points.addLast(POINTS);
        CURRENT.set(run);
        try {
            body.run();
        } finally {
            CURRENT.set(run.outer);
            Points.remove(POINTS);
            OPEN.remove(run);
        }
        return run.points();
    }

    /** Whether faults may happen to the calling thread. */
    public static boolean isAnyHere() {
        return here() != null;
    }

    /** The innermost run that the calling thread belongs to and that is not over. */
    private static @Nullable Faults here() {
        Faults run = CURRENT.get();
        while (run != null && !OPEN.contains(run)) {
            run = run.outer;
        }
        return run;
    }

    private static void reach(String operation) {
        Faults run = here();
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
