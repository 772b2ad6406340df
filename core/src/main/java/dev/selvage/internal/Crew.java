package dev.selvage.internal;

import dev.selvage.context.internal.Ambient;
import dev.selvage.internal.Spawner.Start;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number of threads of a shared scope that run one goroutine after the other, and the line before them: for many short ones, of
 * which each is cheaper than a thread.
 */
public final class Crew {
    /*
     * Life of a goroutine here: it stands in the line; then a worker has taken it and runs it, or leave() has, and it never runs. Who
     * gets it out of the line has it, so it is one of the two.
     *
     * Between two. A goroutine that has been run is sealed, and before the next is run the worker's flag is cleared: from the seal
     * on no interrupt can be meant for the one before, and until it has begun none can reach the next. So a cancellation
     * meets the goroutine that it is for, or nobody, and what a task or a stranger left on the flag goes no further.
     *
     * A worker is started with each goroutine until all are there, and ends only by stop(): so somebody comes for each. If none
     * could be started, the last to fail takes the line with it, after it has counted itself out: who adds meanwhile is in the
     * line before, or sees the count.
     */
    private final BlockingQueue<Start> line = new LinkedBlockingQueue<>();

    private final Spawner spawner;
    private final int most;

    /** How many were started. */
    private final AtomicInteger workers = new AtomicInteger();

    /** A crew of up to so many, whose threads a spawner starts. */
    public Crew(Spawner spawner, int most) {
        this.spawner = spawner;
        this.most = most;
    }

    /** Puts a goroutine at the end of the line. Does not block. From any thread, before {@link #stop}. */
    public <G extends Ambient & Start> void add(G goroutine) {
        line.add(goroutine);
        if (workers.get() < most && workers.getAndUpdate(count -> Math.min(count + 1, most)) < most) {
            spawner.start(new Worker());
        }
    }

    /** Takes a goroutine out of the line; false if it is not there: it was taken to be run, or it never stood there. */
    public boolean leave(Start goroutine) {
        return !goroutine.hasBegun() && line.remove(goroutine);
    }

    /** Ends the workers. Once the line is empty, and before the spawner is stopped. */
    public void stop() {
        line.add(new Worker()); // each passes it on
    }

    /** One of the threads; in the line, the sign to stop. */
    private final class Worker implements Start {
        private volatile boolean begun;

        @Override
        public @Nullable Object call() {
            begun = true;
            Thread thread = Thread.currentThread();
            String name = thread.getName();
            ClassLoader loader = thread.getContextClassLoader();
            Start next = next(thread);
            while (next instanceof Ambient goroutine) {
                Thread.interrupted();
                try {
                    next.call();
                } catch (Throwable escaped) {
                    goroutine.uncaughtException(thread, escaped);
                }
                goroutine.seal(goroutine);
                if (!thread.getName().equals(name)) {
                    thread.setName(name);
                }
                thread.setContextClassLoader(loader);
                next = next(thread);
            }
            line.add(next);
            return null;
        }

        private Start next(Thread thread) {
            Start next = line.poll();
            while (next == null) {
                thread.setUncaughtExceptionHandler(null); // the goroutine before, with its result
                try {
                    next = line.take();
                } catch (InterruptedException meaningless) {
                    next = line.poll();
                }
            }
            return next;
        }

        @Override
        public boolean hasBegun() {
            return begun;
        }

        @Override
        public void failedToStart(Throwable cause) {
            if (workers.decrementAndGet() == 0) {
                for (Start left = line.poll(); left != null; left = line.poll()) {
                    left.failedToStart(cause);
                }
            }
        }
    }
}
