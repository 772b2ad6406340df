package dev.selvage.benchmarks;

import com.softwaremill.jox.structured.Scopes;
import dev.selvage.Scope;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.openjdk.jmh.annotations.Benchmark;

/** A scope in which nothing is started. */
public class EmptyScope extends VirtualCaller {
    private final Integer result = 1;

    /** A scope. */
    @Benchmark
    public Integer selvage() throws InterruptedException {
        return Scope.call(_ -> result);
    }

    /** What Selvage stands on. */
    @Benchmark
    public Integer structuredTaskScope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
            scope.join();
            return result;
        }
    }

    /** Jox. */
    @Benchmark
    public Integer jox() throws InterruptedException {
        return Scopes.supervised(_ -> result);
    }
}
