package dev.selvage.flow;

import dev.selvage.context.Context;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.internal.Spans;
import dev.selvage.internal.Suppression;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one call of a {@link Retry} that have failed so far. Only the calling thread. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final int KEPT = 16;

    private final Retry retry;
    private final TimeSource time = Ambient.currentContext().time();
    private final long started;

    /** The latest failures, the oldest first. */
    private final Deque<Throwable> earlier = new ArrayDeque<>();

    /** How many have failed. */
    private int failed;

    /** The delay before the last retry. */
    private long delay;

    Attempts(Retry retry, long started) {
        this.retry = retry;
        this.started = started;
    }

    /** Waits until it is time to try again; false if it is not worth it, and the failure should leave. */
    boolean waitAfter(Throwable failure) throws InterruptedException {
        failed++;
        if (failed >= retry.maxAttempts() || !isWorthwhile(failure)) {
            return leaves(failure);
        }
        delay = retry.schedule().delay(failed, delay);
        if (isTooLate(delay)) {
            return leaves(failure);
        }
        LOG.debug("Attempt {} failed, the next is in {} ns", failed, delay, failure);
        try {
            Park.until(() -> false, this, delay);
        } catch (InterruptedException interrupt) {
            leaves(interrupt);
            Suppression.add(interrupt, failure);
            throw interrupt;
        }
        if (earlier.size() == KEPT) {
            earlier.removeFirst();
        }
        earlier.add(failure);
        return true;
    }

    /** What the predicate throws leaves, and is told of the failure that it was asked about. */
    private boolean isWorthwhile(Throwable failure) {
        try {
            return retry.isWorthwhile(failure);
        } catch (Throwable unexpected) {
            leaves(unexpected);
            Suppression.add(unexpected, failure);
            throw unexpected;
        }
    }

    private boolean isTooLate(long wait) {
        boolean spent = retry.schedule().total() != Park.FOREVER
                && wait > retry.schedule().total() - (time.nanoTime() - started);
        return spent
                || Context.current()
                        .remaining()
                        .map(left -> wait >= Spans.nanos(left))
                        .orElse(false);
    }

    private boolean leaves(Throwable last) {
        earlier.forEach(failure -> Suppression.add(last, failure));
        return false;
    }

    /** Shown in dumps. */
    @Override
    public String toString() {
        return "retry " + failed;
    }
}
