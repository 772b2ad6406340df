package dev.selvage.http;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The requests that are running, and the door that closes behind them. Safe for any thread. */
final class Requests {
    /** Parent of every request: cancelled when the grace of a drain is over. */
    private final CancellableContext root = Context.current().withCancel();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    // Guarded by the lock:
    private int running;
    private int refused;
    private boolean draining;

    Context context() {
        return root;
    }

    /** Whether a reason is that of {@link #context()}: the end of the server, not of one request. */
    boolean ownsReason(@Nullable CancelReason reason) {
        return reason != null && root.reason().orElse(null) == reason;
    }

    /** Lets a request in, if the door is open. */
    boolean enter() {
        lock.lock();
        try {
            if (draining) {
                refused++;
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A request has ended, its answer included. */
    void leave() {
        lock.lock();
        try {
            running--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the door. */
    void refuse() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        if (!root.isCancelled()) {
            root.cancel(new CancellationException("the server is shutting down"));
        }
    }

    /** Closes the door, lets those inside finish, cancels the rest after the grace, waits for them. */
    DrainReport drain(Duration grace) throws InterruptedException {
        long start = System.nanoTime();
        lock.lock();
        try {
            draining = true;
            int inside = running;
            int refusedBefore = refused;
            for (long left = nanos(grace); running > 0 && left > 0; ) {
                left = ended.awaitNanos(left);
            }
            int late = running;
            cancel();
            while (running > 0) {
                ended.await();
            }
            return new DrainReport(
                    inside - late, late, refused - refusedBefore, Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? time.toNanos() : Long.MAX_VALUE;
    }
}
