package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.DeadlineExceededException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Processors that wait for data which never comes: as bare virtual threads they stay, in a scope they cannot. */
public final class Leak {
    private static final int CALLS = 10;

    private Leak() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    /** Wrong: nobody ends it and nobody knows of it. It returns the thread only so that this program can count it. */
    static Thread startProcessor(BlockingQueue<String> data) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    data.take();
                }
            } catch (InterruptedException e) {
                // Only the end of this program interrupts it.
            }
        });
    }

    /** Right: it belongs to whoever opened the scope. */
    static void startProcessor(Scope scope, BlockingQueue<String> data) {
        scope.goDaemon("processor", () -> {
            while (true) {
                data.take();
            }
        });
    }

    static void show(PrintStream out) throws InterruptedException {
        bareThreads(out);

        int before = Goroutines.count();
        BlockingQueue<String> silent = new LinkedBlockingQueue<>();
        Scope.run(scope -> {
            for (int call = 0; call < CALLS; call++) {
                startProcessor(scope, silent);
            }
            out.println("in a scope: " + (Goroutines.count() - before) + " processors");
        });
        out.println("after the scope: " + (Goroutines.count() - before));

        forgotten(out, silent);
        out.println("after that scope: " + (Goroutines.count() - before));

        outOfAScope(out);
    }

    private static void bareThreads(PrintStream out) throws InterruptedException {
        BlockingQueue<String> silent = new LinkedBlockingQueue<>();
        List<Thread> leaked = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            leaked.add(startProcessor(silent));
        }
        long alive = leaked.stream().filter(Thread::isAlive).count();
        out.println("bare virtual threads: " + alive + " of " + CALLS + " live on, for ever");
        for (Thread thread : leaked) {
            thread.interrupt();
            thread.join();
        }
    }

    /** A goroutine that is no daemon is waited for; with a deadline the wait has an end. */
    private static void forgotten(PrintStream out, BlockingQueue<String> silent) throws InterruptedException {
        try {
            Scope.options().named("report").withTimeout(Duration.ofMillis(100)).run(scope -> {
                scope.go("forgotten", () -> silent.take());
            });
        } catch (DeadlineExceededException e) {
            out.println("one that was forgotten: " + e.getMessage());
        }
    }

    private static void outOfAScope(PrintStream out) throws InterruptedException {
        Scope escaped = Scope.call(scope -> scope);
        try {
            escaped.go(() -> out.println("never"));
        } catch (IllegalStateException e) {
            out.println("a scope that has ended starts nothing: " + e.getMessage());
        }
    }
}
