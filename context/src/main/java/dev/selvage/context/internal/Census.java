package dev.selvage.context.internal;

import org.jspecify.annotations.Nullable;

/**
 * The seam for leaks: whatever of ours outlives the call that made it passes here at its birth, so that a test may know what is
 * its own and look later whether it has ended. In production nobody listens, and a birth is one read of a field.
 */
public final class Census {

    /** Told on the thread that makes something, or that begins to run it, outside of all locks. Must neither block nor throw. */
    public interface Listener {
        /** Something begins to live, at the wish of the calling thread. */
        void born(Living one);

        /** The calling thread begins to run what has the {@linkplain Living#subject() subject}: a goroutine, a hook or a service. */
        void runs(Object subject);

        /**
         * Something failed on the calling thread, for which nobody waits by then: a hook, a service. Somebody may still {@linkplain
         * #heard hear} of it.
         */
        default void failed(Object subject, Throwable failure) {}

        /** Somebody was told how something ended. */
        default void heard(Object subject) {}
    }

    /** Plain: whoever sets it starts the threads that must see it afterwards. */
    private static @Nullable Listener listener;

    private Census() {}

    /** Whether somebody listens: asked first, so that nothing is made for nobody. */
    public static boolean isTaken() {
        return listener != null;
    }

    /** Something begins to live. */
    public static void born(Living one) {
        Listener told = listener;
        if (told != null) {
            told.born(one);
        }
    }

    /** The calling thread begins to run a goroutine, a hook or a service. */
    public static void runs(Object subject) {
        Listener told = listener;
        if (told != null) {
            told.runs(subject);
        }
    }

    /** Something failed of which nobody may ever hear. */
    public static void failed(Object subject, Throwable failure) {
        Listener told = listener;
        if (told != null) {
            told.failed(subject, failure);
        }
    }

    /** Somebody was told that something failed. */
    public static void heard(Object subject) {
        Listener told = listener;
        if (told != null) {
            told.heard(subject);
        }
    }

    /** Sets who is told, for the whole program; null: nobody. */
    public static void listen(@Nullable Listener newListener) {
        listener = newListener;
    }
}
