package dev.selvage.testkit.internal.sched;

/** Makes the choices of one run. Only the driver's thread calls. */
public interface Chooser {

    /**
     * Chooses who takes the next step.
     *
     * @param ready at least two
     * @param usual who would go on if nobody cared: an index
     * @param gaveWay the ordinal of who has just given way by itself; negative: nobody
     * @return an index
     */
    int next(ReadySet ready, int usual, int gaveWay);

    /** Chooses one of {@code bound} possibilities that have no order; 0 is the usual one. */
    int among(int bound);
}
