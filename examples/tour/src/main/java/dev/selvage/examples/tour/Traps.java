package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Four statements that sound right, and what happens. */
public final class Traps {
    private static final int MANY = 10_000;

    private Traps() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        out.println("\"Goroutines run in parallel.\"");
        out.println("  Only as many as there are carriers, here "
                + Runtime.getRuntime().availableProcessors() + "; the others take turns. See the stop \"parallel\".");

        out.println("\"A goroutine is a thread.\"");
        goroutinesAndThreads(out);

        out.println("\"javac checks what lambdas capture, so the loop is fine.\"");
        sharedAllTheSame(out);

        out.println("\"I need not wait for goroutines.\"");
        notWaitingFor(out);
    }

    private static void goroutinesAndThreads(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        CountDownLatch leave = new CountDownLatch(1);
        Scope.run(scope -> {
            for (int number = 0; number < MANY; number++) {
                scope.go(() -> leave.await());
            }
            out.println("  " + (Goroutines.count() - before) + " goroutines, "
                    + ManagementFactory.getThreadMXBean().getThreadCount() + " threads of the system.");
            leave.countDown();
        });
    }

    /** The variable is final, what it refers to is not. */
    private static void sharedAllTheSame(PrintStream out) throws InterruptedException {
        Queue<Integer> shared = new ConcurrentLinkedQueue<>();
        Queue<Integer> copied = new ConcurrentLinkedQueue<>();
        AtomicInteger i = new AtomicInteger();
        Scope.run(scope -> {
            CountDownLatch loopIsDone = new CountDownLatch(1);
            for (; i.get() < 10; i.incrementAndGet()) {
                int mine = i.get();
                scope.go(() -> {
                    loopIsDone.await();
                    shared.add(i.get());
                    copied.add(mine);
                });
            }
            loopIsDone.countDown();
        });
        out.println("  An AtomicInteger, or a field, is shared all the same: " + shared);
        out.println("  Copy the value before go: " + copied.stream().sorted().toList());
    }

    private static void notWaitingFor(PrintStream out) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Scope.run(scope -> {
            for (int number = 0; number < 10; number++) {
                scope.go(() -> {
                    Thread.sleep(10);
                    return done.incrementAndGet();
                });
            }
        });
        out.println(
                "  You need not: the scope did, " + done + " of 10 are done. A bare virtual thread dies with main.");
    }
}
