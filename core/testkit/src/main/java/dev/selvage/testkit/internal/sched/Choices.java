package dev.selvage.testkit.internal.sched;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices of one run: asks the chooser, and keeps those that were not the usual ones. Only the driver's thread. */
public final class Choices {
    /**
     * A choice that was not the usual one.
     *
     * @param number which choice of the run it was
     * @param taken the ordinal of who went on, or which of several possibilities
     * @param print a short hash of what had happened before it
     */
    public record Unusual(int number, int taken, int print) {}

    private static final int PATIENCE = 1_000;

    private final Chooser chooser;
    private final Trace trace;
    private final List<Unusual> unusual = new ArrayList<>();
    private int made;

    /** How often the last one was taken again. */
    private int inARow;

    Choices(Chooser chooser, Trace trace) {
        this.chooser = chooser;
        this.trace = trace;
    }

    /**
     * Who takes the next step.
     *
     * @param ready at least one
     * @param before who took the last
     */
    Strand next(ReadySet ready, @Nullable Strand before, Strand clock) {
        if (ready.size() == 1) {
            return ready.get(0);
        }
        int usual = usual(ready, before, clock);
        int gaveWay = before != null && before.ready && before.gaveWay ? before.ordinal() : -1;
        int taken = chooser.next(ready, usual, gaveWay);
        inARow = before != null && ready.ordinal(taken) == before.ordinal() ? inARow + 1 : 0;
        if (taken != usual) {
            keep(ready.ordinal(taken));
        }
        made++;
        return ready.get(taken);
    }

    /**
     * Who goes on if nobody cares: the same as before, or else the next in line; the clock only when nobody else can. One that has
     * gone on for very long may be waiting for the others by looking again and again.
     */
    private int usual(ReadySet ready, @Nullable Strand before, Strand clock) {
        int firstStrand = clock.ready && ready.size() > 1 ? 1 : 0;
        if (before == null || before == clock) {
            return firstStrand;
        }
        if (before.ready && !before.gaveWay && inARow < PATIENCE) {
            return ready.indexOf(before.ordinal());
        }
        int after = ready.place(before.ordinal() + 1);
        if (after < ready.size()) {
            return after;
        }
        return before.gaveWay || inARow >= PATIENCE
                ? 0
                : firstStrand; // who only gives way may be waiting for the clock
    }

    int among(int bound) {
        if (bound == 1) {
            return 0;
        }
        int taken = chooser.among(bound);
        if (taken != 0) {
            keep(taken);
        }
        made++;
        return taken;
    }

    private void keep(int taken) {
        if (trace.isKept()) {
            unusual.add(new Unusual(made, taken, trace.print()));
        }
    }

    /** Those that were not the usual ones, in order: with them the run can be repeated. */
    public List<Unusual> unusual() {
        return List.copyOf(unusual);
    }

    /** How many choices were made. */
    public int made() {
        return made;
    }
}
