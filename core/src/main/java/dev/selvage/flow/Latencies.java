package dev.selvage.flow;

import java.util.Arrays;

/** How long the latest attempts took, and a percentile of it. */
final class Latencies {
    private static final int KEPT = 256;
    private static final int RENEWED_EVERY = 32;
    private static final long UNKNOWN = -1;

    private final double percentile;

    /** The latest, in a ring. Guarded by this, as the two below. */
    private final long[] ring = new long[KEPT];

    private final long[] sorted = new long[KEPT];

    private int added;

    /** As of the last renewal. Written under the lock. */
    private volatile long known = UNKNOWN;

    Latencies(double percentile) {
        this.percentile = percentile;
    }

    synchronized void add(long nanos) {
        ring[added % KEPT] = nanos;
        added++;
        if (added % RENEWED_EVERY == 0) {
            int count = Math.min(added, KEPT);
            System.arraycopy(ring, 0, sorted, 0, count);
            Arrays.sort(sorted, 0, count);
            known = sorted[(int) (percentile * count)];
        }
        if (added == 2 * KEPT) {
            added = KEPT; // the ring stays full, and the count small
        }
    }

    /** The percentile, or something else while there are too few to tell. */
    long orElse(long other) {
        long now = known;
        return now == UNKNOWN ? other : now;
    }
}
