package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Finding;
import dev.selvage.testkit.internal.sched.Limits;
import dev.selvage.testkit.internal.sched.RandomWalk;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A small simulation that needs all that the others need. Apart from {@link Available}, which waits for it in its initializer. */
final class SelfCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private SelfCheck() {}

    /** What went wrong; null: nothing. An interrupt of the caller waits until this is known: it says nothing of the JDK. */
    static @Nullable String failure() {
        FutureTask<@Nullable String> check = new FutureTask<>(SelfCheck::run);
        Thread.ofPlatform().name("selvage-self-check").daemon().start(check);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return check.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return "the self-check failed: " + e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable String run() throws ClassNotFoundException {
        Class.forName("sun.nio.ch.Poller"); // or its threads would start on our scheduler
        Finding finding = Session.run(PATIENCE, SelfCheck::check);
        return finding == null ? null : "the self-check failed: " + finding.message();
    }

    private static @Nullable Finding check(Driver driver) {
        for (int seed = 0; seed < 4; seed++) {
            Run run = driver.prepare(new RandomWalk(seed), new Limits(1_000, PATIENCE, Duration.ZERO, false));
            Finding finding = driver.run(run, () -> scenario(run));
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }

    /** Parks, gives way, waits for a monitor, and ends. */
    @SuppressWarnings("ThreadPriorityCheck") // what is to be checked
    private static void scenario(Run run) throws InterruptedException {
        Object monitor = new Object();
        int[] count = {0};
        Thread main = Thread.currentThread();
        Runnable task = () -> {
            synchronized (monitor) {
                Thread.yield();
                count[0]++;
            }
            LockSupport.unpark(main);
        };
        Thread first = run.start("first", task);
        Thread second = run.start("second", task);
        while (first.isAlive() || second.isAlive()) {
            LockSupport.park();
            Thread.yield();
        }
        first.join();
        second.join();
        if (count[0] != 2 || Driver.current() != run) {
            throw new IllegalStateException("two steps were to be taken, not " + count[0]);
        }
    }
}
