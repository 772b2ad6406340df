package dev.selvage.examples.tour;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

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
        out.println("each loop wants to compute for 3000 ms, and has a deadline of 500 ms");
        for (Manners manners : Manners.values()) {
            out.printf("%-9s ", manners.name().toLowerCase(Locale.ROOT) + ":");
            out.print(ChildJvm.run(ChildJvm.carriers(1), BusyLoop.class, manners.name()));
        }
    }
}
