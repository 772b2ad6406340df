package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import java.io.PrintStream;

/** Exercise 3: a panic that the program survives. */
public final class Exercise3 {
    private Exercise3() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        long before = Goroutines.stats().panicked();
        Scope.options()
                .isolated(failure -> out.println("recovered: " + failure.cause()))
                .run(scope -> {
                    scope.go(() -> {
                        throw new IllegalStateException("something went wrong");
                    });
                });
        out.println("the program goes on, with " + (Goroutines.stats().panicked() - before) + " panic counted");
    }
}
