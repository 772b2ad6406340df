package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.jdk.VirtualThreads;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK sees of a {@link Run}: the scheduler of its virtual threads. A {@code ForkJoinPool}, because only to one of those
 * the JDK leaves timed parks as well; it has a thread of its own only for what a run left behind.
 */
final class Scheduler extends ForkJoinPool {
    /** For those that a run leaves behind, before they are taken for such as never end. */
    private static final int MOST_STEPS = 10_000;

    /** The run that is going on. Written by the driver before anything of it starts; read by any thread that wakes one. */
    private volatile @Nullable Run run;

    /** See {@link #end}. Written before {@link #run}, read after it. */
    private volatile Set<Thread> adrift = Set.of();

    /** How many steps of those there were. */
    private final AtomicInteger steps = new AtomicInteger();

    Scheduler() {
        super(1);
    }

    void run(Run newRun) {
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

    /**
     * Ends the run. Of what it leaves, only these go on, on a thread of this pool, until they wait elsewhere: they stand in line
     * for locks that others want as well.
     */
    void end(Set<Thread> inLine) {
        adrift = inLine;
        run = null;
    }

    /** A thread of ours was started, woken, or gave way. */
    @Override
    public void execute(Runnable continuation) {
        Run now = run;
        if (now != null) {
            now.woken(continuation, isInside(Thread.currentThread()));
        } else if (adrift.contains(VirtualThreads.threadOf(continuation)) && steps.incrementAndGet() < MOST_STEPS) {
            super.execute(continuation);
        }
    }

    private boolean isInside(Thread caller) {
        Run now = run;
        return caller.isVirtual() ? VirtualThreads.schedulerOf(caller) == this : now != null && now.isDriver(caller);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable wake, long delay, TimeUnit unit) {
        Run now = run;
        if (now == null) {
            return super.schedule(wake, delay, unit);
        }
        RealTimers.Entry entry = new RealTimers.Entry(wake, System.nanoTime() + unit.toNanos(delay));
        now.realTimers().add(entry);
        return entry;
    }
}
