package dev.selvage.testkit.internal.sched;

import java.util.ArrayList;
import java.util.List;

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

    private final Chooser chooser;
    private final Trace trace;
    private final List<Unusual> unusual = new ArrayList<>();
    private int made;

    Choices(Chooser chooser, Trace trace) {
        this.chooser = chooser;
        this.trace = trace;
    }

    /** An index into a set of at least one. */
    int next(ReadySet ready, int usual, int gaveWay) {
        if (ready.size() == 1) {
            return 0;
        }
        int taken = chooser.next(ready, usual, gaveWay);
        if (taken != usual) {
            unusual.add(new Unusual(made, ready.ordinal(taken), trace.print()));
        }
        made++;
        return taken;
    }

    int among(int bound) {
        if (bound == 1) {
            return 0;
        }
        int taken = chooser.among(bound);
        if (taken != 0) {
            unusual.add(new Unusual(made, taken, trace.print()));
        }
        made++;
        return taken;
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
