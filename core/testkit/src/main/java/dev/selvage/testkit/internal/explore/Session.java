package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.internal.sched.Driver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives some work a driver, on a thread that does nothing else, and watches that it gets on. */
public final class Session {
    private static final long LOOK_MILLIS = 500;

    /** For a run that was given up to end what it has begun. */
    private static final long END_MILLIS = 5_000;

    private Session() {}

    /**
     * Works with a driver.
     *
     * @param outsideLimit how long a run may wait for the world outside; one step may take twice that
     * @param work done on the driver's thread
     * @throws SimulationFailedError if a step does not end, and its thread is left behind; or if the caller is interrupted, and the
     *     run is ended first
     */
    public static <T extends @Nullable Object> T run(Duration outsideLimit, Function<Driver, T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        AtomicReference<@Nullable Driver> driver = new AtomicReference<>();
        AtomicBoolean givenUp = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("selvage-simulation").daemon().start(() -> {
            try (Driver made = new Driver()) {
                driver.set(made);
                if (givenUp.get()) {
                    made.abandon();
                }
                result.complete(work.apply(made));
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return await(result, thread, driver, stepLimit(outsideLimit));
        } finally {
            givenUp.set(true);
        }
    }

    private static long stepLimit(Duration outsideLimit) {
        long nanos = TimeUnit.NANOSECONDS.convert(outsideLimit); // of what is too long, the most
        return nanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * nanos;
    }

    private static <T extends @Nullable Object> T await(
            CompletableFuture<T> result, Thread thread, AtomicReference<@Nullable Driver> driver, long limitNanos) {
        long seen = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Driver made = driver.get();
                long progress = made == null ? 0 : made.progress();
                if (progress != seen) {
                    seen = progress;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > limitNanos) {
                    throw stuck(thread, made, limitNanos);
                }
            } catch (InterruptedException e) {
                throw interrupted(thread, driver.get(), e);
            } catch (ExecutionException e) {
                throw rethrown(e);
            }
        }
    }

    /** An interrupt of who waits, as by a test's timeout: nothing of the run may go on behind the test. */
    private static SimulationFailedError interrupted(
            Thread thread, @Nullable Driver driver, InterruptedException interrupt) {
        if (driver != null) {
            driver.abandon();
        }
        boolean ended = false;
        try {
            ended = thread.join(Duration.ofMillis(END_MILLIS));
        } catch (InterruptedException again) {
            interrupt.addSuppressed(again);
        }
        Thread.currentThread().interrupt();
        String left = ended ? "" : "; a step of it goes on, on thread " + thread.getName();
        return new SimulationFailedError("The simulation was interrupted from outside" + left, null, interrupt);
    }

    /** When that step ends after all, nothing follows. */
    private static SimulationFailedError stuck(Thread thread, @Nullable Driver driver, long limitNanos) {
        StringBuilder text = new StringBuilder("One step has not ended within " + limitNanos / 1_000_000
                + " ms: it loops without any operation of Selvage's, or waits where no switch is possible (in native code, or a"
                + " class initializer)");
        String atWork = driver == null ? "" : driver.atWork();
        if (driver != null) {
            driver.abandon();
        }
        if (atWork.isEmpty()) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\n    at ").append(frame);
            }
        } else {
            text.append("\n  ").append(atWork);
        }
        return new SimulationFailedError(text.toString(), null, null);
    }

    private static RuntimeException rethrown(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
