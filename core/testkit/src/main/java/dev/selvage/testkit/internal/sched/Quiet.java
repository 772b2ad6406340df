package dev.selvage.testkit.internal.sched;

/** Told when nothing in a run can go on before time moves. Only the driver's thread calls. */
public interface Quiet {
    /** Whether the time may move by itself. */
    boolean isAutomatic();

    /** Wakes who waits for the quiet; false: nobody does. */
    boolean wake();

    /** How many strands say that they wait for something outside. */
    int outside();
}
