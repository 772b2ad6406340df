package dev.selvage.testkit.internal.sched;

import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.World;
import dev.selvage.testkit.internal.Points;
import dev.selvage.testkit.internal.jdk.VirtualThreads;
import org.jspecify.annotations.Nullable;

/** Runs bodies one after the other, on the thread that made it: a platform thread that does nothing else. */
public final class Driver implements AutoCloseable {
    /** Told of every operation of Selvage's while a driver lives; of threads that no run has, it knows nothing. */
    private static final SchedulePoint.Listener POINTS = new SchedulePoint.Listener() {
        @Override
        public void before(String operation, @Nullable Object on) {
            Run run = Driver.current();
            if (run != null) {
                run.point(operation, on);
            }
        }

        @Override
        public void inside(String step, @Nullable Object on) {
            before(step, on);
        }

        @Override
        public long random() {
            Run run = Driver.current();
            return run == null ? SchedulePoint.Listener.super.random() : DRAWS * run.among(MANY);
        }
    };

    /** How many different draws a schedule can have: enough for every order of the few clauses of a select. */
    private static final int MANY = 64;

    private static final long DRAWS = 0x9E37_79B9_7F4A_7C15L;

    private final Fence fence = new Fence();
    private Scheduler scheduler = new Scheduler();

    /** The run that is going on or was the last. Read by who watches over the driver. */
    private volatile @Nullable Run run;

    /** How many runs there were. Written before {@link #run}, read after it. */
    private int runs;

    /** Set by who gives up on it. */
    private volatile boolean abandoned;

    static {
        World.roots(Driver::rootHere);
    }

    /** A driver that is the calling thread. */
    public Driver() {
        Points.addFirst(POINTS);
        Deaths.listen();
    }

    /** The run whose strand the calling thread is, or null. */
    public static @Nullable Run current() {
        Thread thread = Thread.currentThread();
        return thread.isVirtual() && VirtualThreads.schedulerOf(thread) instanceof Scheduler ours ? ours.run() : null;
    }

    private static @Nullable AbstractContext rootHere() {
        Run run = current();
        return run == null ? null : run.background();
    }

    /** A run to be. */
    public Run prepare(Chooser chooser, Limits limits) {
        Run next = new Run(scheduler, fence, chooser, limits);
        runs++;
        run = next;
        if (abandoned) {
            next.abandon();
        }
        return next;
    }

    /** Runs a body to its end; null: a good end. */
    public @Nullable Finding run(Run prepared, Run.Body body) {
        Finding finding = prepared.run(body);
        if (!prepared.isClean()) {
            scheduler = new Scheduler(); // what is left of the run wakes up, if ever, on the old one
        }
        return finding;
    }

    /** A number that changes as long as it gets on. From any thread. */
    public long progress() {
        Run now = run;
        return now == null ? 0 : ((long) runs << Integer.SIZE) + now.steps();
    }

    /** Who takes a step, and where it is; empty if nobody does. From any thread. */
    public String atWork() {
        Run now = run;
        return now == null ? "" : now.atWork();
    }

    /** Ends the run that goes on, and each that is begun, at its next step. From any thread. */
    public void abandon() {
        abandoned = true;
        Run now = run;
        if (now != null) {
            now.abandon();
        }
    }

    @Override
    public void close() {
        fence.close();
        Points.remove(POINTS);
        Deaths.stop();
    }
}
