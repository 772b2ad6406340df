package dev.selvage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;

/** What goroutines and threads of tests do. */
public final class Work {
    private Work() {}

    /** Blocks until interrupted. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns, so it fits everywhere
    public static <T> T hang() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("unreachable");
    }

    /** Blocks until the latch opens, whatever interrupts come, which are lost. */
    public static void ignoringInterrupts(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                assertThat(e).isNotNull(); // that is what it is for
            }
        }
    }

    /** Waits for a latch that is sure to open, and fails if it does not. */
    public static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, SECONDS)).as("latch opened").isTrue();
    }

    /** A latch that opens when a goroutine has ended. */
    public static CountDownLatch ended(Goroutine<?> goroutine) {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<?> told = goroutine.toCompletableFuture().whenComplete((value, failure) -> ended.countDown());
        assertThat(told).isNotNull();
        return ended;
    }

    public static void untilBlocked(Goroutine<?> goroutine) {
        Awaitility.await().until(() -> goroutine.state() == Goroutine.State.BLOCKED);
    }

    public static void untilBlocked(Thread thread) {
        Awaitility.await().until(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case RUNNABLE -> isInRead(thread.getStackTrace()); // a platform thread in I/O looks like one that runs
            default -> false;
        });
    }

    private static boolean isInRead(StackTraceElement[] stack) {
        return stack.length > 0
                && stack[0].getClassName().startsWith("sun.nio.ch.")
                && stack[0].getMethodName().startsWith("read");
    }

    /** Runs something on a new thread and gives its result, or throws what it threw inside an ExecutionException. */
    public static <T> T on(Thread.Builder kind, Callable<T> work) throws Exception {
        return started(kind, work).get(50, SECONDS);
    }

    public static <T> FutureTask<T> started(Thread.Builder kind, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        kind.start(task);
        return task;
    }
}
