package dev.selvage.internal.channel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Which exchange it is, whether it was closed and why, and who hears of values that nobody gets. */
abstract class Fate extends Patience {
    private static final AtomicLong ORDER = new AtomicLong();

    /** Locks of several exchanges are taken in this order. */
    final long order = ORDER.getAndIncrement();

    private final @Nullable String name;
    private final @Nullable Consumer<Object> undelivered;

    /** Written under the lock; never false again. */
    private volatile boolean closed;

    /** Why, if a reason was given. Written before {@link #closed}. */
    private @Nullable Throwable cause;

    Fate(int capacity, @Nullable String name, @Nullable Consumer<Object> undelivered) {
        super(capacity);
        this.name = name;
        this.undelivered = undelivered;
    }

    /** Marks the end. In a section. */
    final void end(@Nullable Throwable why) {
        cause = why;
        closed = true;
    }

    /** Whether it was closed. */
    public final boolean isClosed() {
        return closed;
    }

    /** Why it was closed, or null. */
    protected final @Nullable Throwable causeOrNull() {
        return closed ? cause : null;
    }

    /** Whether anybody hears of a value that nobody gets. */
    final boolean isMissed() {
        return undelivered != null;
    }

    /** Tells of a value that nobody will get. Outside of all locks. */
    protected final void undelivered(Object value) {
        if (undelivered != null) {
            try {
                undelivered.accept(value);
            } catch (Throwable failure) {
                LoggerFactory.getLogger(Exchange.class)
                        .error("The onUndelivered hook of {} failed for {}", this, value, failure);
            }
        }
    }

    /** For a message: the name, or the number, and how full it is. */
    final String describe() {
        String who = name == null ? "#" + order : "\"" + name + "\"";
        String most = capacity == Integer.MAX_VALUE ? "" : "/" + capacity;
        return who + " " + size() + most + (closed ? " closed" : "");
    }
}
