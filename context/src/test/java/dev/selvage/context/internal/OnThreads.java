package dev.selvage.context.internal;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs a test's body on a fresh thread, so that its interrupts and thread-locals are its own. */
public enum OnThreads {
    PLATFORM,
    VIRTUAL;

    /** What is to be done there. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /** Runs the body, and throws what it throws. */
    public void run(Body body) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            body.run();
            return null;
        });
        Thread thread = start(task);
        try {
            task.get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("on " + thread, e.getCause());
        }
        if (!thread.join(Duration.ofSeconds(30))) {
            throw new AssertionError(thread + " has not ended");
        }
    }

    /** Starts a thread of this kind. */
    public Thread start(Runnable task) {
        return this == PLATFORM
                ? Thread.ofPlatform().start(task)
                : Thread.ofVirtual().start(task);
    }
}
