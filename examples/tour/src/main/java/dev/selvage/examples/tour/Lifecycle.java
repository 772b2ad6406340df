package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.Goroutine.State;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The four states of a goroutine, each caught in the act. */
public final class Lifecycle {
    private Lifecycle() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException, ExecutionException {
        // A limit of one: what the first starts has to wait until the first is done.
        Scope.options().named("life").shared().withLimit(1).run(scope -> {
            CompletableFuture<Goroutine<String>> started = new CompletableFuture<>();
            AtomicBoolean computing = new AtomicBoolean(true);
            CountDownLatch answer = new CountDownLatch(1);

            Goroutine<?> first = scope.go("first", () -> {
                started.complete(scope.go("second", () -> "hello"));
                while (computing.get()) {
                    Thread.onSpinWait();
                }
                answer.await();
            });
            Goroutine<String> second = started.get();
            out.println("accepted, no slot yet:  " + second.name() + " is " + second.state());
            out.println("computing:              " + first.name() + " is " + first.state());

            computing.set(false);
            Until.holds(() -> first.state() == State.BLOCKED);
            out.println("waits for an answer:    " + first.name() + " is " + first.state());

            answer.countDown();
            String value = second.await();
            Until.holds(() -> first.state() == State.DEAD);
            out.println("returned:               " + first.name() + " is " + first.state() + ", " + second.name()
                    + " is " + second.state() + " and gave " + value);
        });
    }
}
