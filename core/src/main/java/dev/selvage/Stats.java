package dev.selvage;

import java.util.concurrent.atomic.LongAdder;

/** The counters of this JVM. Written by every goroutine, hence adders. */
final class Stats {
    static final Stats GLOBAL = new Stats();

    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder panicked = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder stuck = new LongAdder();

    private Stats() {}

    void started() {
        started.increment();
    }

    void ended() {
        ended.increment();
    }

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

    /** Ends are read first: what ends in between is counted as living, never as less than nothing. */
    int alive() {
        long gone = ended.sum();
        return (int) Math.max(0, started.sum() - gone);
    }

    GoroutineStats read() {
        long gone = ended.sum();
        return new GoroutineStats(started.sum(), gone, failed.sum(), panicked.sum(), cancelled.sum(), stuck.sum());
    }
}
