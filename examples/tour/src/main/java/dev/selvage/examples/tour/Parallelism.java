package dev.selvage.examples.tour;

import java.io.IOException;
import java.io.PrintStream;

/** Goroutines are concurrent on one carrier; in parallel they are on several. */
public final class Parallelism {
    private Parallelism() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        out.print("one carrier:  " + ChildJvm.run(ChildJvm.carriers(1), Rendezvous.class, "300"));
        out.print("two carriers: " + ChildJvm.run(ChildJvm.carriers(2), Rendezvous.class, "20000"));
        out.println("this JVM:     " + Runtime.getRuntime().availableProcessors() + " processors, so as many carriers");
    }
}
