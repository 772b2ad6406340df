package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Exercise 2: a leak on purpose, detected by the count. A scope that lives as long as the application does can still collect
 * goroutines that never end; the difference is that they are on a list, and that somebody can end them.
 */
public final class Exercise2 {
    private Exercise2() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        CountDownLatch never = new CountDownLatch(1);
        Scope.options().named("application").run(application -> {
            for (int minute = 1; minute <= 3; minute++) {
                for (int request = 0; request < 100; request++) {
                    application.go("lookup", () -> never.await());
                }
                out.println("minute " + minute + ": " + (Goroutines.count() - before) + " goroutines");
            }
            out.println("it only grows: a leak. Who is it? The dump groups them:");
            Goroutines.dump()
                    .lines()
                    .filter(line -> line.contains("lookup"))
                    .limit(1)
                    .forEach(out::println);
            application.cancel("leak found");
        });
        out.println("after the scope: " + (Goroutines.count() - before) + " goroutines");
    }
}
