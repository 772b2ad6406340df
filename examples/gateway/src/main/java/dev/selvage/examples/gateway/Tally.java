package dev.selvage.examples.gateway;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** What became of the questions of a load. Safe for any thread. */
final class Tally {
    /** In place of a status: no answer before the client lost patience. */
    static final int GAVE_UP = 0;

    /** In place of a status: the connection broke. */
    static final int BROKEN = -1;

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final AtomicLongArray nanos;

    Tally(int count) {
        nanos = new AtomicLongArray(count);
    }

    void add(int number, int status, long tookNanos) {
        statuses.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
        nanos.set(number, tookNanos);
    }

    int count(int status) {
        AtomicInteger count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    /** All that were asked. */
    int total() {
        return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** The time within which a share of the questions ended, in milliseconds. */
    long percentileMillis(double share) {
        long[] sorted = new long[nanos.length()];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? 0 : Math.round(sorted[Math.max(0, index)] / 1e6);
    }
}
