package dev.selvage.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Waits for what nobody tells of, by looking again and again. */
public final class Eventually {
    private Eventually() {}

    /** Returns once the thread waits. */
    public static void parked(Thread thread) {
        holds(() -> thread.getState() == Thread.State.WAITING);
    }

    /** Returns once the thread waits in a method, or in what that calls. */
    public static void parkedIn(Thread thread, String classPart, String method) {
        holds(() -> thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().contains(classPart)
                                && frame.getMethodName().equals(method)));
    }

    /** Returns once the condition holds. */
    public static void holds(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
    }
}
