package dev.selvage.benchmarks;

import dev.selvage.flow.Race;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.openjdk.jmh.annotations.Benchmark;

/** Two tasks, of which the first to end decides. */
public class FirstOfTwo extends VirtualCaller {
    private final Callable<Integer> first = () -> 1;
    private final Callable<Integer> second = () -> 2;

    /** {@link Race#first}. */
    @Benchmark
    public int selvage() throws InterruptedException {
        return Race.first(first, second);
    }

    /** The first success of two forks. */
    @Benchmark
    public int structuredTaskScope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>anySuccessfulResultOrThrow())) {
            scope.fork(first);
            scope.fork(second);
            return scope.join();
        }
    }

    /** Jox, where as with ours a failure may decide. */
    @Benchmark
    public int jox() throws InterruptedException {
        return com.softwaremill.jox.structured.Race.raceResult(first, second);
    }
}
