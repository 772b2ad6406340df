package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.io.PrintStream;

/** Exercise 4: what it costs to start a goroutine. For figures to rely on there is JMH, in {@code core/benchmarks}. */
public final class Exercise4 {
    private static final int STARTS = 20_000;

    private Exercise4() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        for (int round = 1; round <= 5; round++) {
            long nanos = startAll() / STARTS;
            out.println("round " + round + ": " + nanos + " ns to start and end a goroutine");
        }
    }

    private static long startAll() throws InterruptedException {
        long start = System.nanoTime();
        Scope.run(scope -> {
            for (int number = 0; number < STARTS; number++) {
                scope.go(() -> {});
            }
        });
        return System.nanoTime() - start;
    }
}
