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

    /** Sets who is told, for the whole program; null: nobody. */
    public static void listen(@Nullable Listener newListener) {
        listener = newListener;
    }
}
