package dev.selvage.examples.tour;

import java.io.PrintStream;

/** One stop of the tour. */
@FunctionalInterface
interface Program {
    /** Shows what there is to see. */
    void show(PrintStream out) throws Exception;
}
