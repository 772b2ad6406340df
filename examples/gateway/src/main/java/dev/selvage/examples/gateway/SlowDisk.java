package dev.selvage.examples.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A function for SQL that makes the database as slow as one whose pages are not in memory. */
public final class SlowDisk {
    private SlowDisk() {}

    /**
     * Takes a millisecond.
     *
     * @param row the row that is read
     * @return true, so that it can stand in a {@code WHERE}
     */
    public static boolean read(long row) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        return row >= 0;
    }
}
