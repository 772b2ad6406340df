package dev.selvage.context.internal;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The seam for order: every operation of ours that others can see passes here before it takes effect, so that a simulation
 * may let somebody else go first. In production nobody listens, and passing is one read of a field.
 */
public final class SchedulePoint {

    /** Told on the thread that passes, outside of all locks. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An operation is about to take effect. May block. What it throws, unchecked and for a test, leaves the operation, which
         * then has had no effect; only for those that may fail anyway, so never for {@code close}, {@code cancel} or a look.
         *
         * @param operation its name, as {@code send}; a constant
         * @param on what it works on, as the channel; its {@code toString} names it
         */
        void before(String operation, @Nullable Object on);

        /**
         * An operation is between two of its steps, where others may come in. May block; must not throw.
         *
         * @param step its name; a constant
         * @param on as in {@link #before}
         */
        default void inside(String step, @Nullable Object on) {}

        /** A draw for the calling thread, as of a fair select; a simulation gives its own. */
        default long random() {
            return ThreadLocalRandom.current().nextLong();
        }
    }

    /** Plain: whoever sets it starts the threads that must see it afterwards. */
    private static @Nullable Listener listener;

    private SchedulePoint() {}

    /** Passes: called by an operation of ours before it takes any lock. */
    public static void reach(String operation, @Nullable Object on) {
        Listener told = listener;
        if (told != null) {
            told.before(operation, on);
        }
    }

    /** Passes between two steps of an operation of ours, where that is no longer cheap anyway, and outside of all locks. */
    public static void inside(String step, @Nullable Object on) {
        Listener told = listener;
        if (told != null) {
            told.inside(step, on);
        }
    }

    /** A random number: the listener's, if there is one. */
    public static long random() {
        Listener asked = listener;
        return asked == null ? ThreadLocalRandom.current().nextLong() : asked.random();
    }

    /** Who is told now, or null. */
    public static @Nullable Listener listener() {
        return listener;
    }

    /** Sets who is told, for the whole program; null: nobody. */
    public static void listen(@Nullable Listener newListener) {
        listener = newListener;
    }
}
