package dev.selvage;

import dev.selvage.internal.CacheLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts the goroutines of one scope that have ended, on a cache line of its own: away from what each start writes. */
final class Exits extends CacheLine {
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Exits.class, "ended", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Raised by each goroutine's thread. */
    private volatile long ended;

    /** Somebody wants to know of the last. Written by the owner. */
    private volatile boolean watched;

    /** Whom to wake. Written by the owner before {@link #watched}. */
    private @Nullable Thread waiter;

    void add() {
        ENDED.getAndAdd(this, 1L);
    }

    long count() {
        return ended;
    }

    boolean isWatched() {
        return watched;
    }

    void watch() {
        watched = true;
    }

    void wakes(Thread thread) {
        waiter = thread;
    }

    void wake() {
        if (watched) {
            LockSupport.unpark(waiter);
        }
    }
}
