package dev.selvage.internal.channel;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import java.util.concurrent.ThreadLocalRandom;

/** How long a wait at an exchange looks before it parks. */
abstract class Patience extends Waiters {
    /** At most so many looks before parking, about a microsecond or two. */
    private static final int PATIENT = 512;

    /** So many to find out whether it pays, in one wait of so many (a power of two). */
    private static final int PROBED = 256;

    private static final int PROBE = 64;

    /** How many looks before parking have paid. Written by who waits, without the lock: an old value does no harm. */
    private int patience;

    Patience(int capacity) {
        super(capacity);
    }

    /**
     * Looks for a while whether a wait is over, where the partner is likely to come from another core: only a rendezvous, at
     * which such looks have paid of late. Else none, but for one in {@link #PROBE}, to find out.
     */
    final boolean isSoonOver(Park.Ready wait) {
        SchedulePoint.inside("joined", this);
        if (capacity > 0) {
            return false;
        }
        int before = patience;
        int looks = before < PROBED && (ThreadLocalRandom.current().nextInt() & (PROBE - 1)) == 0 ? PROBED : before;
        int left = looks;
        while (left > 0 && !wait.now()) {
            Thread.onSpinWait();
            left--;
        }
        int after = left > 0 ? Math.min(looks * 2, PATIENT) : looks / 2;
        if (after != before) { // the field shares a line with the lock
            patience = after;
        }
        return left > 0;
    }
}
