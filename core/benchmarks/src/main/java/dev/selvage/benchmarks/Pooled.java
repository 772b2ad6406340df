package dev.selvage.benchmarks;

import dev.selvage.Scope;
import dev.selvage.flow.WorkerPool;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A million tasks of no work through a pool, from one submitter, until all have ended; a figure is for one of them. */
public class Pooled extends VirtualCaller {
    static final int TASKS = 1_000_000;
    private static final int QUEUE = 1_000;

    /** How many work. */
    @Param("4")
    public int workers;

    private final Callable<Integer> task = () -> 1;

    /** A pool with a queue of {@value #QUEUE}, in which the submitter waits for a place. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void selvage() throws InterruptedException {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, workers, QUEUE);
            for (int i = 0; i < TASKS; i++) {
                pool.submit(task);
            }
            pool.drain();
        });
    }

    /** Platform threads, and a queue without a limit. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void fixed() {
        submit(Executors.newFixedThreadPool(workers));
    }

    /** The same of virtual threads. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void fixedVirtual() {
        submit(Executors.newFixedThreadPool(workers, Thread.ofVirtual().factory()));
    }

    private void submit(ExecutorService executor) {
        try (executor) {
            for (int i = 0; i < TASKS; i++) {
                executor.submit(task);
            }
        }
    }
}
