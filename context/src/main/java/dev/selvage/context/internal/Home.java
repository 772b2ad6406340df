package dev.selvage.context.internal;

import org.jspecify.annotations.Nullable;

/** What this module knows of a scope: the place that code belongs to and that waits for its hooks. */
public interface Home {

    /** The context of the scope's body: what a thread forked below it by other means runs in. */
    AbstractContext homeContext();

    /** The goroutine of this scope that runs on a thread, found the slow way, or null. */
    @Nullable
    Ambient lookup(Thread thread);

    /** A hook is about to start; false if the scope has ended and waits for nothing any more. */
    boolean hookStarting();

    /** A hook that was counted has ended. */
    void hookEnded();

    /** Scopes and goroutines from the root down to this; for people. */
    String path();

    /** How many goroutines have ever started in it. */
    long started();
}
