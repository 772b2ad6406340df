package dev.selvage.internal;

import dev.selvage.internal.jdk.TaskScope;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Starts goroutines of a shared scope for threads that may not fork in it: one thread of the scope, which forks in a scope of
 * the JDK's of its own. Flat: whoever asks, what it starts lies side by side.
 */
public final class Spawner implements TaskScope.Task {
    /** Something to start. */
    public interface Start extends TaskScope.Task {
        /** It could not be started: no memory, or a thread factory that failed. */
        void failedToStart(Throwable cause);
    }

    private final ConcurrentLinkedQueue<Start> queue = new ConcurrentLinkedQueue<>();
    private final @Nullable ThreadFactory factory;

    /** The spawner's thread; written by itself first thing. */
    private volatile @Nullable Thread thread;

    /** Nothing more will be asked for. Written by the owner of the scope. */
    private volatile boolean stopped;

    /** A spawner whose threads come from a factory, or are virtual. */
    public Spawner(@Nullable ThreadFactory factory) {
        this.factory = factory;
    }

    /** Asks for a start. Does not block. From any thread, before {@link #stop}. */
    public void start(Start start) {
        queue.add(start);
        LockSupport.unpark(thread);
    }

    /** Ends the spawner's thread once the queue is empty and what it started has ended. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public @Nullable Object call() {
        thread = Thread.currentThread();
        try (TaskScope scope = TaskScope.open("selvage-spawner", factory)) {
            while (true) {
                boolean last = stopped;
                for (Start next = queue.poll(); next != null; next = queue.poll()) {
                    fork(scope, next);
                }
                if (last) {
                    return null;
                }
                LockSupport.park(this);
                Thread.interrupted(); // means nothing here, and left set it would turn each park into a no-op
            }
        }
    }

    @Override
    public boolean hasBegun() {
        return thread != null;
    }

    private static void fork(TaskScope scope, Start start) {
        try {
            scope.fork(start);
        } catch (Throwable failure) {
            start.failedToStart(failure);
        }
    }
}
