package dev.selvage.benchmarks;

import com.softwaremill.jox.structured.Scopes;
import dev.selvage.Scope;
import dev.selvage.dsl.Go;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.openjdk.jmh.annotations.Benchmark;

/** A small fan-out: two tasks, and both results. */
public class TwoTasks extends VirtualCaller {
    private final Callable<Integer> first = () -> 1;
    private final Callable<Integer> second = () -> 2;

    /** In a scope. */
    @Benchmark
    public int selvage() throws InterruptedException {
        return Scope.call(scope -> {
            var a = scope.go(first);
            var b = scope.go(second);
            return a.await() + b.await();
        });
    }

    /** The same in the words of {@link Go}. */
    @Benchmark
    public int go() throws InterruptedException {
        return Go.scope(() -> {
            var a = Go.go(first);
            var b = Go.go(second);
            return a.await() + b.await();
        });
    }

    /** In what Selvage stands on. */
    @Benchmark
    public int structuredTaskScope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
            var a = scope.fork(first);
            var b = scope.fork(second);
            scope.join();
            return a.get() + b.get();
        }
    }

    /** An executor for each call, as a scope is. */
    @Benchmark
    public int executor() throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var a = executor.submit(first);
            var b = executor.submit(second);
            return a.get() + b.get();
        }
    }

    /** Jox, with supervised forks. */
    @Benchmark
    public int jox() throws InterruptedException {
        return Scopes.supervised(scope -> {
            var a = scope.fork(first);
            var b = scope.fork(second);
            return a.join() + b.join();
        });
    }
}
