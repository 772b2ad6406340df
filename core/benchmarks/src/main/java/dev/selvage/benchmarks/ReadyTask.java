package dev.selvage.benchmarks;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.dsl.Go;
import dev.selvage.flow.Bulkhead;
import dev.selvage.flow.Call;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.Retry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;

/** What is put around a task costs, when the task has its result at once. */
public class ReadyTask extends VirtualCaller {
    private static final Duration TIMEOUT = ofSeconds(1);

    private static final ScopeOptions TIMED = Scope.options().withTimeout(TIMEOUT);

    private final Integer result = 1;
    private final Callable<Integer> task = () -> result;
    private final Bulkhead bulkhead = Bulkhead.of(20);
    private final Call call = Call.named("price")
            .timeout(TIMEOUT)
            .retry(Retry.attempts(3))
            .hedge(Hedge.atPercentile(0.95, ofMillis(50)).withBudget(0.05))
            .bulkhead(bulkhead);

    /** A timeout. */
    @Benchmark
    public Integer within() throws InterruptedException {
        return Go.within(TIMEOUT, () -> result);
    }

    /** The same with Jox. */
    @Benchmark
    public Integer joxTimeout() throws InterruptedException, TimeoutException {
        return com.softwaremill.jox.structured.Race.timeout(TIMEOUT.toMillis(), task);
    }

    /** The least that a hedge would cost if its first attempt were a goroutine: a timeout, and one started and awaited. */
    @Benchmark
    public Integer goroutine() throws InterruptedException {
        return TIMED.call(scope -> scope.go(task).await());
    }

    /** Timeout, retry, hedge by percentile with a budget, and bulkhead. */
    @Benchmark
    public Integer call() throws InterruptedException {
        return call.run(() -> result);
    }
}
