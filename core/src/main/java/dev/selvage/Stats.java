package dev.selvage;

import java.util.concurrent.atomic.LongAdder;

/** How goroutines of this JVM ended; what started and what lives is counted by the scopes. */
final class Stats {
    static final Stats GLOBAL = new Stats();

    private final LongAdder failed = new LongAdder();
    private final LongAdder panicked = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder stuck = new LongAdder();

    private Stats() {}

    void outcome(Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Success<?> success -> {}
            case Outcome.Cancelled<?> cancellation -> cancelled.increment();
            case Outcome.Failure<?> failure -> {
                failed.increment();
                if (failure.failure().panic()) {
                    panicked.increment();
                }
            }
        }
    }

    void stuck() {
        stuck.increment();
    }

    /** What lives is read first: what ends in between is counted as living, never as ended before it started. */
    GoroutineStats read() {
        long living = OpenScopes.living();
        long started = OpenScopes.started();
        return new GoroutineStats(
                started, started - living, failed.sum(), panicked.sum(), cancelled.sum(), stuck.sum());
    }
}
