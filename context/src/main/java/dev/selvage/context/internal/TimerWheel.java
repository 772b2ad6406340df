package dev.selvage.context.internal;

import org.jspecify.annotations.Nullable;

/** A hierarchical hashed timing wheel: data structure only, no lock, no thread, no clock of its own. */
final class TimerWheel {

    /*
     * Algorithm
     *   Time is cut into ticks of 2^16 ns. Above these 16 bits a 64-bit nanosecond count has eight digits of 6 bits:
     *   one level each, with 64 slots, so every deadline fits and arithmetic wraps just as nanoTime does. A timeout's
     *   deadline is rounded up to a tick. It goes to the level of the highest digit in which that tick differs from
     *   `elapsed`, into the slot that this digit names. Opening a slot moves `elapsed` to the slot's first tick; what is
     *   due by then fires, the rest goes, relative to the new `elapsed`, to a lower level (it cascades). So a timeout
     *   moves at most seven times, and inserting and removing take a few instructions, however many are pending.
     *   A bit per slot and a bit per level find the next occupied slot without scanning.
     *   A slot is opened by handing its ring to `opened` and emptied from there one by one: removing works in the middle
     *   of it, and poll() can stop after BATCH moves, so that a slot of a million never holds the driver's lock for long.
     *
     * Invariants
     *   1. `elapsed` is a multiple of the tick and never goes back. Except for ticks already past, which count as
     *      `elapsed`, no timeout in a slot is before it.
     *   2. A timeout on level L has the digits above L in common with `elapsed` and a greater digit L (on the top level:
     *      greater going round; on level 0 it may be equal). So all of level L is due before all of level L + 1: the next
     *      slot to open is the first one of the lowest level that is occupied.
     *   3. A bit of `occupied` is set iff its ring is not empty; a bit of `levels` is set iff that level has any bit set.
     *   4. Deadlines compare by difference; all pending ones lie within half of the range of a long.
     *
     * References
     *   Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987, scheme 7; choosing the level by exclusive
     *   or and the bitmaps as in Tokio's time driver; opening a slot as in the cascading wheel of Linux before 4.8.
     */

    static final int TICK_BITS = 16;
    static final int LEVELS = 8;

    private static final int DIGIT_BITS = 6;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final long TICK = 1L << TICK_BITS;
    private static final int BATCH = 256;

    // All state is read and written under the lock of the driver.
    private final TimerBucket[] buckets = new TimerBucket[LEVELS * SLOTS];
    private final TimerBucket opened = new TimerBucket(LEVELS, 0);
    private final long[] occupied = new long[LEVELS];
    private int levels;
    private long elapsed;

    TimerWheel() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new TimerBucket(i / SLOTS, i % SLOTS);
        }
    }

    /** The first tick that is not before the deadline, in nanoseconds. */
    static long roundUp(long deadline) {
        return roundDown(deadline + (TICK - 1));
    }

    private static long roundDown(long nanos) {
        return nanos & -TICK;
    }

    boolean isEmpty() {
        return levels == 0 && opened.isEmpty();
    }

    /** Moves an empty wheel to the present, so that what is inserted next need not cascade through the idle time. */
    void startAt(long now) {
        if (!isEmpty()) {
            throw new IllegalStateException("timeouts are pending");
        }
        elapsed = roundDown(now);
    }

    void insert(Timeout timeout) {
        if (timeout.next != null) {
            throw new IllegalStateException("already armed: " + timeout);
        }
        place(timeout);
    }

    /** Takes a timeout out; false if it is not in. */
    boolean remove(Timeout timeout) {
        TimerLink before = timeout.prev;
        TimerLink after = timeout.next;
        if (before == null || after == null) {
            return false;
        }
        before.next = after;
        after.prev = before;
        timeout.prev = null;
        timeout.next = null;
        if (before instanceof TimerBucket bucket && bucket.isEmpty() && bucket != opened) {
            markEmpty(bucket);
        }
        return true;
    }

    /**
     * Takes out the next timeout that is due, in the order of ticks. Null if none is, or if this call has moved its share:
     * there is more to do then at once, iff {@link #nextWake} is not after {@code now}.
     */
    @Nullable
    Timeout poll(long now) {
        for (int moves = 0; moves < BATCH; moves++) {
            Timeout timeout = opened.first();
            if (timeout != null) {
                remove(timeout);
                if (roundUp(timeout.deadline()) - elapsed <= 0) {
                    return timeout;
                }
                place(timeout);
            } else if (levels != 0 && nextWake() - now <= 0) {
                openNext();
            } else {
                elapsed = later(elapsed, roundDown(now));
                return null;
            }
        }
        return null;
    }

    /** When to poll next: no timeout is due before. Only for a wheel that is not empty. */
    long nextWake() {
        if (!opened.isEmpty()) {
            return elapsed;
        }
        int level = lowestLevel();
        int shift = shift(level);
        return ((elapsed >>> shift) + slotsAhead(level)) << shift;
    }

    /** Which slots of a level are occupied. */
    long occupied(int level) {
        return occupied[level];
    }

    private void openNext() {
        long start = nextWake();
        int level = lowestLevel();
        TimerBucket bucket = bucket(level, start);
        bucket.moveTo(opened);
        markEmpty(bucket);
        elapsed = start;
    }

    private void place(Timeout timeout) {
        long tick = later(roundUp(timeout.deadline()), elapsed);
        int level = (Long.SIZE - 1 - TICK_BITS - Long.numberOfLeadingZeros((tick ^ elapsed) | TICK)) / DIGIT_BITS;
        TimerBucket bucket = bucket(level, tick);
        bucket.append(timeout);
        occupied[level] |= 1L << bucket.slot;
        levels |= 1 << level;
    }

    private void markEmpty(TimerBucket bucket) {
        long left = occupied[bucket.level] & ~(1L << bucket.slot);
        occupied[bucket.level] = left;
        if (left == 0) {
            levels &= ~(1 << bucket.level);
        }
    }

    private int lowestLevel() {
        return Integer.numberOfTrailingZeros(levels);
    }

    private int slotsAhead(int level) {
        // Rotating takes the distance modulo 64 from the low bits of its argument.
        int here = (int) (elapsed >>> shift(level));
        return Long.numberOfTrailingZeros(Long.rotateRight(occupied[level], here));
    }

    private TimerBucket bucket(int level, long tick) {
        int slot = (int) (tick >>> shift(level)) & (SLOTS - 1);
        return buckets[level * SLOTS + slot];
    }

    private static int shift(int level) {
        return TICK_BITS + level * DIGIT_BITS;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
