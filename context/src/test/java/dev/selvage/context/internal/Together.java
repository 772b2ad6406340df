package dev.selvage.context.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs actions at the same moment, each on a thread of its own, the last one on the caller's. */
public final class Together implements AutoCloseable {
    private static final long ENOUGH = TimeUnit.SECONDS.toNanos(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final long start = System.nanoTime();

    /** Whether to play one more round: no more than {@code most}, and fewer where the machine is busy with something else. */
    public boolean another(int round, int most) {
        return round < most && (round < 100 || System.nanoTime() - start < ENOUGH);
    }

    /** Returns when all have; throws what one of them threw. */
    public void run(Runnable... actions) {
        AtomicInteger missing = new AtomicInteger(actions.length);
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < actions.length; i++) {
            Runnable action = actions[i - 1];
            others.add(threads.submit(() -> start(missing, action)));
        }
        Throwable failure = null;
        try {
            start(missing, actions[actions.length - 1]);
        } catch (Throwable own) {
            failure = own;
        }
        for (Future<?> other : others) {
            Throwable thrown = outcome(other);
            failure = failure == null ? thrown : failure;
        }
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    private static Throwable outcome(Future<?> other) {
        try {
            other.get(30, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            return e;
        }
    }

    private static void start(AtomicInteger missing, Runnable action) {
        missing.decrementAndGet();
        while (missing.get() > 0) {
            Thread.yield();
        }
        action.run();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
