package dev.selvage.examples.tour;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Virtual threads are daemons: the JVM does not wait for them. A scope does. */
public final class MainThatWaits {
    private MainThatWaits() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        long start = System.nanoTime();
        out.println("a bare virtual thread, with work for a minute:");
        out.print(ChildJvm.run(List.of(), ShortMain.class, "bare", "60000"));
        out.printf(Locale.ROOT, "  the JVM was gone after %.1f s%n", (System.nanoTime() - start) / 1e9);

        out.println("a scope, with work for a tenth of a second:");
        out.print(ChildJvm.run(List.of(), ShortMain.class, "scope", "100"));
    }
}
