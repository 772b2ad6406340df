package dev.selvage.examples.tour;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Virtual threads are not time-sliced: one that computes keeps its carrier until it blocks, yields or ends. Each loop here
 * runs in a JVM with one carrier, so that there is nowhere else to go.
 */
public final class Scheduling {
    private Scheduling() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        out.print("a loop that never looks up:             ");
        out.print(ChildJvm.run(ChildJvm.carriers(1), BusyLoop.class, "greedy"));
        out.print("a loop that yields and asks the context: ");
        out.print(ChildJvm.run(ChildJvm.carriers(1), BusyLoop.class, "polite"));
    }
}
