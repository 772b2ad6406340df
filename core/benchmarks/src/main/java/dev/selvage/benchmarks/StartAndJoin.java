package dev.selvage.benchmarks;

import com.softwaremill.jox.structured.Scopes;
import dev.selvage.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Starting {@value #COUNT} that do nothing, and waiting for all; a figure is for one of them. */
@OperationsPerInvocation(StartAndJoin.COUNT)
public class StartAndJoin extends VirtualCaller {
    static final int COUNT = 1_000;

    private final Callable<Integer> task = () -> 1;

    /** In a scope. */
    @Benchmark
    public void selvage() throws InterruptedException {
        Scope.run(scope -> {
            for (int i = 0; i < COUNT; i++) {
                scope.go(task);
            }
        });
    }

    /** In what Selvage stands on. */
    @Benchmark
    public void structuredTaskScope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
            for (int i = 0; i < COUNT; i++) {
                scope.fork(task);
            }
            scope.join();
        }
    }

    /** The least there is: nobody learns of a failure. */
    @Benchmark
    public void threads() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(COUNT);
        for (int i = 0; i < COUNT; i++) {
            Thread.startVirtualThread(ended::countDown);
        }
        ended.await();
    }

    /** An executor that is closed at the end. */
    @Benchmark
    public void executor() {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < COUNT; i++) {
                executor.submit(task);
            }
        }
    }

    /** Jox, whose scope waits for what {@code forkUser} started. */
    @Benchmark
    public void jox() throws InterruptedException {
        Scopes.supervised(scope -> {
            for (int i = 0; i < COUNT; i++) {
                scope.forkUser(task);
            }
            return COUNT;
        });
    }
}
