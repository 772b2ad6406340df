package dev.selvage.testkit.internal.sched;

import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Time that moves only when it is told to. Any thread may ask and arm; only the driver moves it and fires. */
public final class VirtualTimers implements TimeSource {
    /** Where every run starts: midnight, in no zone's summer. */
    public static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private record Key(long deadline, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return deadline != other.deadline
                    ? Long.compare(deadline, other.deadline)
                    : Long.compare(number, other.number);
        }
    }

    // Not a monitor: a goroutine that met one would be woken by a thread of the JDK's.
    private final ReentrantLock lock = new ReentrantLock();

    /** Under the lock, as is {@link #keys}. */
    private final TreeMap<Key, Timeout> armed = new TreeMap<>();

    private final IdentityHashMap<Timeout, Key> keys = new IdentityHashMap<>();

    /** Under the lock. */
    private long numbers;

    /** Written by the driver, or the goroutine that it runs. */
    private volatile long now;

    VirtualTimers() {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    @Override
    public void schedule(Timeout timeout) {
        lock.lock();
        try {
            if (keys.containsKey(timeout)) {
                throw new IllegalStateException("The timeout is armed already: " + timeout);
            }
            Key key = new Key(timeout.deadline(), numbers++);
            keys.put(timeout, key);
            armed.put(key, timeout);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean cancel(Timeout timeout) {
        lock.lock();
        try {
            Key key = keys.remove(timeout);
            return key != null && armed.remove(key) != null;
        } finally {
            lock.unlock();
        }
    }

    /** The earliest deadline, or {@link Long#MAX_VALUE} when nothing is armed. */
    public long next() {
        lock.lock();
        try {
            return armed.isEmpty() ? Long.MAX_VALUE : armed.firstKey().deadline;
        } finally {
            lock.unlock();
        }
    }

    boolean hasDue() {
        return next() <= now;
    }

    /** Moves on; never back. */
    public void moveTo(long nanos) {
        now = Math.max(now, nanos);
    }

    /** Fires one that is due, any of those with the earliest deadline. */
    void fireOne(Choices choices) {
        Timeout due = takeDue(choices);
        if (due != null) {
            due.expire();
        }
    }

    private @Nullable Timeout takeDue(Choices choices) {
        lock.lock();
        try {
            if (armed.isEmpty() || armed.firstKey().deadline > now) {
                return null;
            }
            long deadline = armed.firstKey().deadline;
            var equal = armed.headMap(new Key(deadline, Long.MAX_VALUE), true);
            int skip = choices.among(equal.size());
            var at = equal.entrySet().iterator();
            for (int i = 0; i < skip; i++) {
                at.next();
            }
            Timeout due = at.next().getValue();
            at.remove();
            keys.remove(due);
            return due;
        } finally {
            lock.unlock();
        }
    }
}
