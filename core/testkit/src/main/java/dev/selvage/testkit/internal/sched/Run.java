package dev.selvage.testkit.internal.sched;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.World;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Owners;
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

    private static final int LOOK_AT_CLOCK = 1_024;

    private static final int DRAIN_STEPS = 10_000;

    /** Less than the grace after which a scope warns of those that are stuck. */
    private static final long DRAIN_NANOS = 5_000_000_000L;

    private final Scheduler scheduler;
    private final Limits limits;
    private final Thread driver = Thread.currentThread();
    private final Trace trace;
    private final Choices choices;
    private final VirtualTimers time = new VirtualTimers();
    private final RealTimers realTimers = new RealTimers();
    private final ThreadFactory threads;
    private final AbstractContext background;
    private final CancellableContext root;
    private final Standstill standstill;
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

    /** At which step the body ended; negative: it goes on. */
    private int bodyEnded = -1;

    /** Whether nobody waits for it any more. Written by any thread, read before each step. */
    private volatile boolean abandoned;

    Run(Scheduler scheduler, Fence fence, Chooser chooser, Limits limits) {
        this.scheduler = scheduler;
        this.strands = new Strands(ready, driver, fence);
        this.limits = limits;
        this.trace = new Trace(limits.traced());
        this.choices = new Choices(chooser, trace);
        this.threads = scheduler.threads();
        this.background = AbstractContext.root(new World(time, threads));
        this.root = background.withCancel();
        this.standstill = new Standstill(this, limits, strands, time, realTimers);
    }

    // The loop

    /** Runs a body to its end, and all that it starts. */
    @Nullable
    Finding run(Body body) {
        Account account = Owners.open(false);
        try {
            Owners.<@Nullable Void, RuntimeException>callForWaiter(account, () -> {
                go(body, account);
                return null;
            });
        } finally {
            Owners.close(account);
        }
        return finding;
    }

    private void go(Body body, Account account) {
        scheduler.run(this);
        start("main", () -> {
            try {
                root.run(body::run);
            } catch (Throwable failure) {
                found(Kind.FAILURE, failure.toString(), failure);
            }
            bodyEnded = steps;
        });
        while (finding == null && (proceed() || standstill.passes(account))) {
            if (abandoned) {
                found(Kind.ABANDONED, "nobody waits for its end any more", null);
            }
        }
        if (finding != null) {
            drain();
        }
        scheduler.end(strands.inLine());
        strands.close(scheduler);
    }

    /** Takes a step; false if there is none to take before time moves. */
    private boolean proceed() {
        strands.takeArrivals();
        strands.settleMonitors();
        showClock();
        if (ready.isEmpty()) {
            return false;
        }
        if (steps % LOOK_AT_CLOCK == 0 && realTimers.untilFirst() <= 0) {
            realTimers.fireFirst(); // somebody else may look again and again whether that sleep is over
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
        strands.steps();
        Strand.TooLate late = next.tooLate();
        String wait = late == null ? "" : Waits.tooLate(next, late);
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
        if (late != null && next.hasLeft(late)) {
            found(Kind.OUTSIDE, wait, null);
        }
    }

    private void countStep() {
        int count = steps + 1; // nobody else writes it
        steps = count;
        if (count > limits.steps() && finding == null && !draining) {
            found(Kind.LIVELOCK, Waits.livelock(limits.steps(), bodyEnded, strands.living()), null);
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
        me.goesOn();
        int before = steps;
        if (strands.isAnyInMonitor() || strands.hasArrivals() || finding != null || abandoned) {
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

    // Ends

    void found(Kind kind, String message, @Nullable Throwable cause) {
        if (finding == null && !draining) {
            finding = new Finding(kind, message, cause);
        }
    }

    void died(Thread thread, Throwable failure) {
        found(Kind.PANIC, "thread \"" + thread.getName() + "\" died of " + failure, failure);
    }

    /** Who takes a step, and where it is; empty if nobody does. From any thread. */
    String atWork() {
        Strand working = steps > 0 ? current : null; // counted after it was written
        return working == null ? "" : working.label() + Waits.stack(working);
    }

    boolean hasEndedBody() {
        return bodyEnded >= 0;
    }

    boolean isAnyReady() {
        return !ready.isEmpty();
    }

    /** Ends it where it is, as soon as it takes a step or waits. From any thread. */
    void abandon() {
        abandoned = true;
        strands.wakeDriver();
    }

    boolean isAbandoned() {
        return abandoned;
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

    /** What its threads live in where nobody says otherwise. */
    AbstractContext background() {
        return background;
    }

    /** Sets who is told when nothing can go on. */
    public void onQuiet(Quiet told) {
        standstill.tell(told);
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
