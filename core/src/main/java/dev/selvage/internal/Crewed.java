package dev.selvage.internal;

/** A shared scope that can have a {@link Crew}; what it shows to our own packages alone. */
public interface Crewed {
    /** Makes goroutines for the crew. */
    interface Enlisting {
        /**
         * Starts a goroutine in the crew's line, in the context of the caller. Does not block; from any thread.
         *
         * @param task a {@link java.util.concurrent.Callable} or a task of ours
         * @return the goroutine
         * @throws IllegalStateException if the scope has ended
         */
        Ends enlist(Object task);
    }

    /** Gets a crew of up to so many threads. Called once, by the owner. */
    Enlisting crew(int workers);
}
