package dev.selvage.testkit.internal.sched;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timed waits of the JDK's, as {@code Thread.sleep}: they look at the system's clock, which nobody can move, so they are waited for
 * in real time, when nothing else can be done. Only the driver's thread, and the strand that it runs.
 */
final class RealTimers {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(entry -> entry.due));

    RealTimers() {}

    /** One timed wait. */
    static final class Entry extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        private final long due;

        Entry(Runnable wake, long due) {
            super(wake, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /** Nanoseconds until the first is due; zero or less when it is; {@link Long#MAX_VALUE} if there is none. */
    long untilFirst() {
        dropCancelled();
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.due - System.nanoTime();
    }

    void fireFirst() {
        Entry first = entries.poll();
        if (first != null) {
            first.run();
        }
    }

    private void dropCancelled() {
        for (Entry first = entries.peek(); first != null && first.isCancelled(); first = entries.peek()) {
            entries.remove();
        }
    }
}
