package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.jdk.VirtualThreads;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK sees of a {@link Run}: the scheduler of its virtual threads. A {@code ForkJoinPool}, because only to one of those
 * the JDK leaves timed parks as well; it never has a thread of its own.
 */
final class Scheduler extends ForkJoinPool {
    /** The run that is going on. Written by the driver before anything of it starts; read by any thread that wakes one. */
    private volatile @Nullable Run run;

    Scheduler() {
        super(1);
    }

    void run(@Nullable Run newRun) {
        run = newRun;
    }

    @Nullable
    Run run() {
        return run;
    }

    /** Makes threads whose every step is a choice of the run. */
    ThreadFactory threads() {
        return VirtualThreads.on(this).uncaughtExceptionHandler(this::died).factory();
    }

    private void died(Thread thread, Throwable failure) {
        Run now = run;
        if (now != null) {
            now.died(thread, failure);
        }
    }

    /** A thread of ours was started, woken, or gave way. What comes too late, of a run that was given up, is dropped. */
    @Override
    public void execute(Runnable continuation) {
        Run now = run;
        if (now != null) {
            now.woken(continuation, isInside(Thread.currentThread()));
        }
    }

    private boolean isInside(Thread caller) {
        Run now = run;
        return caller.isVirtual() ? VirtualThreads.schedulerOf(caller) == this : now != null && now.isDriver(caller);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable wake, long delay, TimeUnit unit) {
        RealTimers.Entry entry = new RealTimers.Entry(wake, System.nanoTime() + unit.toNanos(delay));
        Run now = run;
        if (now != null) {
            now.realTimers().add(entry);
        }
        return entry;
    }
}
