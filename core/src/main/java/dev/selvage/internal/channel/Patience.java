package dev.selvage.internal.channel;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import java.util.concurrent.ThreadLocalRandom;

/** How long somebody who would have to wait looks on before parking. */
abstract class Patience extends Waiters {
    /*
     * Algorithm. To park and be woken costs as much as some dozens of spins, so looking on pays where the partner runs on another core
     * just now, and there alone. Each exchange looks on as long as that has paid of late, and where it has not paid tries it again now
     * and then. How seldom is learned by all exchanges together: what decides it is whether there are more goroutines than cores.
     *
     * Who looks for a value or for room waits for half the ring rather than for one: whoever comes back for one meets the other side at
     * the edge of the ring at every element, and each of those costs both cores a cache miss. And looks before queueing, so that the
     * other side needs one lock only.
     *
     * References. "Temporal slipping" of Giacomoni, Moseley and Vachharajani, FastForward for efficient pipeline parallelism.
     */

    /** Spins at most: some microseconds. */
    private static final int MOST = 128;

    /** Fewer are not worth it. To find out whether it pays at a buffered channel: what takes longer there has not paid. */
    private static final int LEAST = 16;

    /** To find out whether it pays at a rendezvous, where the partner may be on its way out of a park, as it always is once both park. */
    private static final int AWAKENING = 64;

    /** Spins from one look to the next where a look takes a cache line from the other side. */
    private static final int APART = 8;

    /** More than this is not waited for, however large the ring. */
    private static final int BATCH = 32;

    private static final int OFTEN = 4;
    private static final int HARDLY = 10;

    /** One wait in 2^seldom tries it. Written without a lock, as {@link #patience}: an old value does no harm. */
    private static int seldom = 6;

    /** How many spins have paid; zero: none. */
    private int patience;

    Patience(int capacity) {
        super(capacity);
    }

    /** Looks on at a rendezvous until a wait is over; false if it is not. */
    final boolean isSoonOver(Park.Ready wait) {
        SchedulePoint.inside("joined", this);
        int most = capacity > 0 ? 0 : spins(AWAKENING);
        if (most == 0) {
            return false;
        }
        int left = most;
        while (left > 0 && !wait.now()) {
            Thread.onSpinWait();
            left--;
        }
        learn(most, left > 0);
        return left > 0;
    }

    /** Looks on while nobody waits until half the ring is full, or empty for a sender; false if there is nothing yet, or no room. */
    final boolean isHalfSoon(boolean sends) {
        int most = quiet ? spins(LEAST) : 0;
        if (most == 0) {
            return false;
        }
        int half = Math.min(capacity >>> 1, BATCH);
        int available = 0;
        for (int left = most; left > 0 && quiet && available <= half; left -= APART) {
            for (int i = 0; i < APART; i++) {
                Thread.onSpinWait();
            }
            available = sends ? capacity - size() : size();
        }
        learn(most, available > 0);
        return available > 0;
    }

    private int spins(int firstTry) {
        int paid = patience;
        return paid > 0 || ThreadLocalRandom.current().nextInt() >>> (Integer.SIZE - seldom) != 0 ? paid : firstTry;
    }

    private void learn(int spins, boolean paid) {
        int before = patience;
        int after = paid ? Math.min(spins * 2, MOST) : spins / 2;
        if (after < LEAST) {
            after = 0;
        }
        if (after != before) { // the field shares a line with the lock
            patience = after;
        }
        if (before == 0) {
            int rate = paid ? Math.max(seldom - 2, OFTEN) : Math.min(seldom + 1, HARDLY);
            if (rate != seldom) {
                seldom = rate;
            }
        }
    }
}
