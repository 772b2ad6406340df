package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.GoroutineStats;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** A goroutine that panics takes its siblings along, not the program; and no panic is missed. */
public final class Panic {
    private Panic() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        GoroutineStats before = Goroutines.stats();
        failsTogether(out);
        recovers(out);
        showsTheDeepOne(out);
        out.println("main goes on; panics counted: " + (Goroutines.stats().panicked() - before.panicked()));
    }

    /** The body waits for something that will never come. The panic wakes it. */
    private static void failsTogether(PrintStream out) throws InterruptedException {
        try {
            Scope.options().named("checkout").run(scope -> {
                scope.go("stock", () -> {
                    throw new IllegalStateException("something went wrong");
                });
                new CountDownLatch(1).await();
            });
        } catch (ScopeFailedException e) {
            out.println("left the scope: " + e.getMessage());
            out.println("the cause is the original: " + e.getCause());
        }
    }

    /** In an isolated scope a failure is a result like another. */
    private static void recovers(PrintStream out) throws InterruptedException {
        String answer = Scope.options().named("search").isolated().call(scope -> {
            Goroutine<String> index = scope.go("index", () -> {
                throw new IllegalArgumentException("index is corrupt");
            });
            Goroutine<String> archive = scope.go("archive", () -> "found in the archive");
            try {
                return index.await();
            } catch (GoroutineFailedException e) {
                out.println("recovered from: " + e.failure().cause().getMessage());
                return archive.await();
            }
        });
        out.println("answer: " + answer);
    }

    private static void showsTheDeepOne(PrintStream out) throws InterruptedException {
        Scope.options()
                .isolated(failure -> out.println(
                        "errors count too: " + failure.cause().getClass().getSimpleName() + " in " + failure.name()))
                .run(scope -> {
                    scope.go("deep", () -> forEver(0));
                });
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static int forEver(int depth) {
        return forEver(depth + 1) + 1;
    }
}
