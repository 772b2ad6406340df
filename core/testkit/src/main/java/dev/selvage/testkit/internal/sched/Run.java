package dev.selvage.testkit.internal.sched;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.World;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One run of a body, step by step, on one thread. Unless a method says otherwise: the driver, or the strand that it runs. */
public final class Run {
    /*
     * Algorithm. The driver, a platform thread, takes one strand after the other out of the ready set and runs its continuation, which
     * comes back when the strand waits, gives way or ends. Whoever is woken by a strand is put into the ready set on the spot. Strands of
     * our own operations come by point(): there the next choice is made without a switch if it falls on the same strand again.
     *
     * Determinism. What other threads wake goes through an inbox, which is emptied between steps. The JDK's unblocker is such a thread:
     * while somebody waits for a monitor, each step ends with a Fence. Who waits for the world outside is not deterministic, and noted.
     *
     * Rules. The driver holds no monitor while it runs a continuation: the strand would hold it too. Nobody unparks the driver
     * unless it is idle: a strand that is pinned parks on it.
     */
    /** What a body is. */
    @FunctionalInterface
    public interface Body {
        /** Runs. */
        void run() throws Throwable;
    }

    private static final int DRAIN_STEPS = 10_000;

    /** Less than the grace after which a scope warns of those that are stuck. */
    private static final long DRAIN_NANOS = 5_000_000_000L;

    private final Scheduler scheduler;
    private final Limits limits;
    private final Thread driver = Thread.currentThread();
    private final Trace trace = new Trace();
    private final Choices choices;
    private final VirtualTimers time = new VirtualTimers();
    private final RealTimers realTimers = new RealTimers();
    private final ThreadFactory threads;
    private final CancellableContext root;
    private final Strand clock = new Strand(Strand.CLOCK, null, this::tick);

    private final ReadySet ready = new ReadySet();
    private final Strands strands;

    private @Nullable Strand current;
    private @Nullable Strand last;

    /** Chosen at a schedule point to go on next. */
    private @Nullable Strand chosen;

    private boolean atPoint;

    /** Steps so far. Read by who watches over the driver. */
    private volatile int steps;

    private boolean draining;
    private @Nullable Finding finding;
    private @Nullable Quiet quiet;

    Run(Scheduler scheduler, Fence fence, Chooser chooser, Limits limits) {
        this.scheduler = scheduler;
        this.strands = new Strands(ready, driver, fence);
        this.limits = limits;
        this.choices = new Choices(chooser, trace);
        this.threads = scheduler.threads();
        this.root = AbstractContext.root(new World(time, threads)).withCancel();
    }

    // The loop

    /** Runs a body to its end, and all that it starts. */
    @Nullable
    Finding run(Body body) {
        scheduler.run(this);
        start("main", () -> {
            try {
                root.run(body::run);
            } catch (Throwable failure) {
                found(Kind.FAILURE, failure.toString(), failure);
            }
        });
        while (finding == null && (proceed() || stuck())) {
            // on it goes
        }
        if (finding != null) {
            drain();
        }
        scheduler.run(null);
        return finding;
    }

    /** Takes a step; false if there is none to take before time moves. */
    private boolean proceed() {
        strands.takeArrivals();
        strands.settleMonitors();
        showClock();
        if (ready.isEmpty()) {
            return false;
        }
        Strand next = chosen;
        chosen = null;
        step(next != null && next.ready ? next : choose());
        return true;
    }

    private Strand choose() {
        return choices.next(ready, last, clock);
    }

    private void step(Strand next) {
        ready.remove(next);
        next.gaveWay = false;
        current = next;
        last = next;
        countStep();
        next.run();
        current = null;
        if (next.ready) {
            next.gaveWay = !atPoint;
            atPoint = false;
        } else if (!next.isAlive()) {
            strands.ended(next);
            note(next, Trace.ENDS, null);
        } else {
            waits(next);
        }
    }

    private void countStep() {
        int count = steps + 1; // nobody else writes it
        steps = count;
        if (count > limits.steps() && !draining) {
            found(Kind.LIVELOCK, "not at an end after " + limits.steps() + " steps", null);
        }
    }

    private void waits(Strand strand) {
        Thread thread = strand.thread();
        if (thread != null) {
            note(strand, Trace.WAITS, LockSupport.getBlocker(thread));
            strands.waits(thread, strand);
        }
    }

    private void note(Strand strand, String operation, @Nullable Object on) {
        if (!draining) {
            trace.add(strand, operation, on);
        }
    }

    private void showClock() {
        if (time.hasDue() != clock.ready) {
            if (clock.ready) {
                ready.remove(clock);
            } else {
                ready.add(clock);
            }
        }
    }

    private void tick() {
        note(clock, "fires", null);
        time.fireOne(choices);
    }

    // Being woken

    boolean isDriver(Thread thread) {
        return thread == driver;
    }

    /** From any thread: somebody may go on. */
    void woken(Runnable continuation, boolean inside) {
        if (inside) {
            strands.admit(continuation);
        } else {
            strands.arrive(continuation);
        }
    }

    // Schedule points

    /** The strand that runs is about to do something that others can see. */
    void point(String operation, @Nullable Object on) {
        Strand me = current;
        if (me == null) {
            return;
        }
        if (draining) {
            giveWay(); // or who goes round in circles would not let the others end
            return;
        }
        int before = steps;
        if (strands.isAnyInMonitor() || strands.hasArrivals() || finding != null) {
            giveWay();
        } else {
            showClock();
            if (ready.isEmpty()) {
                countStep();
            } else {
                ready.add(me);
                chosen = choose();
                ready.remove(me);
                if (chosen == me) {
                    chosen = null;
                    countStep();
                } else {
                    giveWay();
                    if (steps == before) {
                        chosen = null; // pinned: no switch is possible here
                    }
                }
            }
        }
        note(me, operation, on);
    }

    @SuppressWarnings("ThreadPriorityCheck") // it comes back to the loop
    private void giveWay() {
        atPoint = true;
        Thread.yield();
        atPoint = false; // the loop has seen it, or there was no switch because the strand is pinned
    }

    /** A number that belongs to the schedule. */
    int among(int bound) {
        return draining ? 0 : choices.among(bound);
    }

    // Nothing can go on

    /** Nobody is ready; whether somebody is after this. */
    private boolean stuck() {
        boolean sure = Outside.isWaitedFor(this);
        if (!ready.isEmpty()) {
            return true; // woken while its stack was looked at: then the JDK hands it over on the thread that looked
        }
        if (sure || isOnlyMaybeInside()) {
            if (waitOutside(sure)) {
                return true;
            }
            if (finding != null) {
                return false;
            }
        }
        Quiet told = quiet;
        if (told != null && told.wake()) {
            return true;
        }
        long next = time.next();
        if (next != Long.MAX_VALUE && (told == null || told.isAutomatic())) {
            time.moveTo(next);
            return true;
        }
        List<Strand> left = strands.living();
        if (!left.isEmpty()) {
            Kind kind = left.getFirst().ordinal() == Strand.MAIN ? Kind.DEADLOCK : Kind.LEAK;
            found(kind, Waits.report(kind, left), null);
        }
        return false;
    }

    /** Whether this is the end unless the world outside completes something that the JDK's classes wait for. */
    private boolean isOnlyMaybeInside() {
        return !limits.grace().isZero()
                && time.next() == Long.MAX_VALUE
                && strands.living().stream().anyMatch(Outside::maybe);
    }

    /** Waits in real time; whether somebody is ready afterwards. */
    private boolean waitOutside(boolean sure) {
        long limit = (sure ? limits.outside() : limits.grace()).toNanos();
        long start = System.nanoTime();
        while (!strands.hasArrivals()) {
            long left = limit - (System.nanoTime() - start);
            if (left <= 0) {
                if (sure) {
                    found(Kind.OUTSIDE, Waits.outside(Outside.waiting(this), limits.outside()), null);
                }
                return false;
            }
            if (!realTimers.isEmpty() && realTimers.untilFirst() <= 0) {
                realTimers.fireFirst();
                return true;
            }
            long pause = realTimers.isEmpty() ? left : Math.min(left, realTimers.untilFirst());
            strands.awaitArrival(pause);
        }
        return true;
    }

    // Ends

    private void found(Kind kind, String message, @Nullable Throwable cause) {
        if (finding == null && !draining) {
            finding = new Finding(kind, message, cause);
        }
    }

    void died(Thread thread, Throwable failure) {
        found(Kind.PANIC, "thread \"" + thread.getName() + "\" died of " + failure, failure);
    }

    /** Asks all that is left to end, and gives it some steps for that. */
    private void drain() {
        draining = true;
        long latest = time.nanoTime() + DRAIN_NANOS;
        root.cancel(new IllegalStateException("the run is over"));
        for (Strand strand : List.copyOf(strands.living())) {
            Thread thread = strand.thread();
            if (thread != null) {
                thread.interrupt();
            }
        }
        for (int i = 0; i < DRAIN_STEPS; i++) {
            if (!proceed()) {
                long next = time.next();
                if (strands.living().isEmpty() || next > latest) {
                    return;
                }
                time.moveTo(next);
            }
        }
    }

    // For the body

    /** Starts a thread whose steps are choices of this run, in the root context or the caller's. */
    public Thread start(String name, Runnable task) {
        Thread thread = threads.newThread(task);
        thread.setName(name);
        thread.start();
        return thread;
    }

    /** The context of the body. */
    public Context context() {
        return root;
    }

    /** Sets who is told when nothing can go on. */
    public void onQuiet(Quiet told) {
        quiet = told;
    }

    @Nullable
    Quiet quiet() {
        return quiet;
    }

    List<Strand> living() {
        return strands.living();
    }

    RealTimers realTimers() {
        return realTimers;
    }

    /** The clock of the run. */
    public VirtualTimers time() {
        return time;
    }

    /** What happened. */
    public Trace trace() {
        return trace;
    }

    /** What was chosen. */
    public Choices choices() {
        return choices;
    }

    /** How many steps it took so far. From any thread. */
    public int steps() {
        return steps;
    }

    /** Who was woken by threads outside, which no replay can repeat. */
    public List<String> outsideWakes() {
        return strands.outsideWakes();
    }

    /** Whether nothing of it is left. */
    boolean isClean() {
        return strands.living().isEmpty();
    }
}
