package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;

import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** {@code go} starts something and goes on at once; the scope around it waits. */
public final class GoStatement {
    private GoStatement() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        Scope.run(scope -> {
            CountDownLatch wentOn = new CountDownLatch(1);
            scope.go("task1", () -> {
                wentOn.await();
                out.println("task1 runs on " + kind());
            });
            out.println("task2 runs on " + kind() + ", task1 is still to come");
            wentOn.countDown();
        });
        out.println("the scope has ended: both are done");

        out.println("the same as a language: " + sum());
    }

    private static int sum() throws InterruptedException {
        return scope(() -> {
            var left = go(() -> 20);
            var right = go(() -> 22);
            return left.await() + right.await();
        });
    }

    private static String kind() {
        return Thread.currentThread().isVirtual() ? "a virtual thread of its own" : "the caller's thread";
    }
}
