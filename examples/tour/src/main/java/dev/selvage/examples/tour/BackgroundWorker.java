package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A worker that takes jobs until its context is cancelled. It waits in {@code take}, which the cancellation wakes. */
public final class BackgroundWorker {
    private BackgroundWorker() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void startWorker(Scope scope, BlockingQueue<Runnable> jobs, PrintStream out) {
        scope.goDaemon("worker", () -> {
            try {
                while (true) {
                    jobs.take().run();
                }
            } finally {
                out.println("worker: going home");
            }
        });
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();

        Scope.run(scope -> {
            startWorker(scope, jobs, out);
            sendThree(jobs, out);
        });
        out.println("the body was done, so the scope stopped its daemon");

        try (CancellableContext shutdown = Context.current().withCancel()) {
            Scope.options().withContext(shutdown).run(scope -> {
                startWorker(scope, jobs, out);
                sendThree(jobs, out);
                shutdown.cancel();
                jobs.put(() -> out.println("never done"));
            });
        } catch (CancelledException e) {
            out.println("the context was cancelled: " + e.reason().kind());
        }
        out.println("goroutines left: " + (Goroutines.count() - before));
    }

    private static void sendThree(BlockingQueue<Runnable> jobs, PrintStream out) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(3);
        for (int number = 1; number <= 3; number++) {
            String job = "job " + number;
            jobs.put(() -> {
                out.println("worker: " + job);
                done.countDown();
            });
        }
        done.await();
    }
}
