package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.internal.sched.Driver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives some work a driver, on a thread that does nothing else, and watches that it gets on. */
public final class Session {
    private static final long LOOK_MILLIS = 500;

    private Session() {}

    /**
     * Works with a driver.
     *
     * @param stepLimit how long one step may take
     * @param work done on the driver's thread
     * @throws SimulationFailedError if a step does not end; its thread is left behind
     */
    public static <T extends @Nullable Object> T run(Duration stepLimit, Function<Driver, T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        AtomicReference<@Nullable Driver> driver = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("selvage-simulation").daemon().start(() -> {
            try (Driver made = new Driver()) {
                driver.set(made);
                result.complete(work.apply(made));
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return await(result, thread, driver, stepLimit);
    }

    private static <T extends @Nullable Object> T await(
            CompletableFuture<T> result, Thread thread, AtomicReference<@Nullable Driver> driver, Duration limit) {
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
                } else if (System.nanoTime() - since > limit.toNanos()) {
                    throw stuck(thread, limit);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SimulationFailedError("The simulation was interrupted from outside", null, e);
            } catch (ExecutionException e) {
                throw rethrown(e);
            }
        }
    }

    private static SimulationFailedError stuck(Thread thread, Duration limit) {
        StringBuilder text = new StringBuilder("One step has not ended within " + limit.toMillis()
                + " ms: it loops without any operation of Selvage's, or waits where no switch is possible (in native code, or a"
                + " class initializer)");
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n    at ").append(frame);
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
