package dev.selvage.channel;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.selvage.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** A thread of its own that does one thing, and what came of it. */
final class Peer<T> {
    /** Where code runs that uses channels. */
    enum Home {
        PLATFORM,
        VIRTUAL,
        SCOPE;

        <T> Peer<T> start(Callable<T> work) {
            return switch (this) {
                case PLATFORM -> new Peer<>(Thread.ofPlatform(), work);
                case VIRTUAL -> new Peer<>(Thread.ofVirtual(), work);
                case SCOPE -> new Peer<>(Thread.ofVirtual(), () -> Scope.call(scope -> work.call()));
            };
        }
    }

    private final FutureTask<T> task;
    private final Thread thread;

    private Peer(Thread.Builder kind, Callable<T> work) {
        this.task = new FutureTask<>(work);
        this.thread = kind.start(task);
    }

    static <T> Peer<T> start(Callable<T> work) {
        return Home.VIRTUAL.start(work);
    }

    /** Starts what gives nothing. */
    static Peer<String> run(Statement work) {
        return start(() -> {
            work.run();
            return "done";
        });
    }

    @FunctionalInterface
    interface Statement {
        void run() throws Exception;
    }

    /** The result, or what was thrown; fails if neither comes. */
    T get() throws Exception {
        try {
            return task.get(40, SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            AssertionError hangs = new AssertionError(thread + " hangs");
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return task.isDone();
    }

    Thread thread() {
        return thread;
    }

    static void untilSendersWait(Channel<?> channel, int count) {
        untilShown(channel, count + (count == 1 ? " sender waits" : " senders wait"));
    }

    static void untilReceiversWait(Channel<?> channel, int count) {
        untilShown(channel, count + (count == 1 ? " receiver waits" : " receivers wait"));
    }

    static void untilShown(Channel<?> channel, String text) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(1))
                .until(() -> channel.toString().contains(text));
    }
}
