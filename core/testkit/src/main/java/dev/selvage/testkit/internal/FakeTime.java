package dev.selvage.testkit.internal;

import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A time that others move. Timeouts fire on the thread that moves it, outside of the lock, in the order of their instants. */
public final class FakeTime implements TimeSource {
    private final Instant start;

    /** Those that are armed, the next one first. Guarded by this, as the next three. */
    private final TreeSet<Armed> armed = new TreeSet<>();

    private long now;

    /** Where all who move the time will have moved it to. */
    private long goal;

    /** How many were ever armed: equal instants fire in the order of arming. */
    private long count;

    private record Armed(long deadline, long order, Timeout timeout) implements Comparable<Armed> {
        @Override
        public int compareTo(Armed other) {
            int byTime = Long.compare(deadline, other.deadline);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** A time that stands at an instant. */
    public FakeTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(now);
    }

    @Override
    public synchronized void schedule(Timeout timeout) {
        if (find(timeout) != null) {
            throw new IllegalStateException("already armed: " + timeout);
        }
        armed.add(new Armed(timeout.deadline(), count++, timeout));
    }

    @Override
    public synchronized boolean cancel(Timeout timeout) {
        Armed known = find(timeout);
        return known != null && armed.remove(known);
    }

    private @Nullable Armed find(Timeout timeout) {
        SequencedCollection<Armed> sameInstant =
                armed.subSet(new Armed(timeout.deadline(), 0, timeout), new Armed(timeout.deadline(), count, timeout));
        for (Armed one : sameInstant) {
            if (one.timeout == timeout) {
                return one;
            }
        }
        return null;
    }

    /**
     * Moves the time, and fires what is due on the way, each at its own instant. What several threads move at once adds up, and
     * they share the firing.
     *
     * @throws ArithmeticException if the time would end beyond {@link Long#MAX_VALUE}
     */
    public void advance(long nanos) {
        long end = further(nanos);
        for (Timeout due = next(end); due != null; due = next(end)) {
            due.expire();
        }
    }

    private synchronized long further(long nanos) {
        goal = Math.addExact(goal, nanos);
        return goal;
    }

    /** Moves the time to the next instant, at most to the end. */
    private synchronized @Nullable Timeout next(long end) {
        if (armed.isEmpty() || armed.first().deadline > end) {
            now = Math.max(now, end);
            return null;
        }
        Armed due = armed.removeFirst();
        now = Math.max(now, due.deadline);
        return due.timeout;
    }

    /** How far the next timeout is; empty if none is armed. */
    public synchronized Optional<Duration> untilNext() {
        return armed.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, armed.first().deadline - now)));
    }

    /** How many are armed. */
    public synchronized int pending() {
        return armed.size();
    }
}
