package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What is done when nobody of a run is ready: it waits for the world outside, moves the time, or finds that this is the end, and
 * whether it is a good one. Only the driver's thread.
 */
final class Standstill {
    /** For who holds a lock outside, before the time moves: where there is one run, and where there are many. */
    private static final Duration A_WHILE = Duration.ofMillis(50);

    private static final Duration A_MOMENT = Duration.ofNanos(500_000);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Run run;
    private final Limits limits;
    private final Strands strands;
    private final VirtualTimers time;
    private final RealTimers realTimers;
    private @Nullable Quiet quiet;

    /** Whether to give time to who may hold a lock outside. */
    private boolean isWorthwhile = true;

    /** For how long nothing but timed waits of the JDK's have kept the time, which somebody waits for, from moving. */
    private long held;

    Standstill(Run run, Limits limits, Strands strands, VirtualTimers time, RealTimers realTimers) {
        this.run = run;
        this.limits = limits;
        this.strands = strands;
        this.time = time;
        this.realTimers = realTimers;
    }

    void tell(Quiet told) {
        quiet = told;
    }

    /**
     * Whether it goes on after this; if not, it has ended, and the run has been told if that was no good end.
     *
     * @param account what the run has made
     */
    boolean passes(Account account) {
        boolean isWaitedFor = isOutsideWaitedFor();
        if (run.isAnyReady()) {
            return true; // woken while its stack was looked at: then the JDK hands it over on the thread that looked
        }
        if (isWaitedFor) {
            if (waitOutside(limits.outside()) && held < outsideNanos()) {
                return true;
            }
            run.found(Kind.OUTSIDE, Waits.outside(Outside.waiting(strands.living()), limits.outside()), null);
            return false;
        }
        Quiet told = quiet;
        if (told != null && told.wake()) {
            return true;
        }
        if (strands.living().isEmpty()) {
            Leftovers.report(account, run);
            return false;
        }
        long next = time.next();
        if (next != Long.MAX_VALUE && (told == null || told.isAutomatic())) {
            if (isWorthwhile && isAnyInLine()) {
                if (waitOutside(limits.traced() ? A_MOMENT : A_WHILE)) {
                    return true;
                }
                isWorthwhile = false; // that lock is held inside, and so may the next be
            }
            held = 0;
            time.moveTo(next);
            strands.timeMoved();
            return true;
        }
        if (waitOutside(grace())) {
            return true;
        }
        if (realTimers.untilFirst() != Long.MAX_VALUE) {
            run.found(Kind.OUTSIDE, Waits.outside(Outside.waiting(strands.living()), limits.outside()), null);
            return false;
        }
        Kind kind = run.hasEndedBody() ? Kind.LEAK : Kind.DEADLOCK;
        run.found(kind, Waits.report(kind, strands.living(), next != Long.MAX_VALUE), null);
        return false;
    }

    /** Whether somebody has come to wait for a lock: if it is held outside, as that of a log, it is so for short. */
    private boolean isAnyInLine() {
        boolean any = false;
        for (Strand strand : strands.living()) {
            any |= strand.takesTime();
        }
        return any;
    }

    private long outsideNanos() {
        return TimeUnit.NANOSECONDS.convert(limits.outside()); // of what is too long to count, the most
    }

    private boolean isOutsideWaitedFor() {
        Quiet told = quiet;
        return realTimers.untilFirst() <= outsideNanos() // who waits longer has no limit, for all that we can see
                || (told != null && told.outside() > 0)
                || strands.living().stream().anyMatch(strand -> Outside.isWaitedForBy(strand, strands.living()));
    }

    /** A thousand schedules with a sleep each take a thousand sleeps, and nothing else would tell why. */
    private void warnOnce() {
        if (limits.traced() && WARNED.compareAndSet(false, true)) {
            LoggerFactory.getLogger(Simulation.class)
                    .warn(
                            "A simulation waits in real time, in each of its schedules, for a timed wait of the JDK's, which goes by the"
                                    + " system's clock; sleeps and timeouts of Selvage's go by the virtual one. (Said once.){}",
                            Waits.each(Outside.waiting(strands.living())));
        }
    }

    /** How long to wait for what only somebody outside, or the system's clock, could do by now. */
    private Duration grace() {
        List<Strand> living = strands.living();
        boolean isTimed = realTimers.untilFirst() != Long.MAX_VALUE;
        if (isTimed || (!limits.traced() && living.stream().anyMatch(Outside::mayBeWaitedForBy))) {
            return limits.outside();
        }
        boolean isOursAlone = limits.traced() && living.stream().noneMatch(Outside::mayBeAnybodys);
        return isOursAlone ? Duration.ZERO : limits.grace();
    }

    /** Waits in real time; whether it goes on. */
    private boolean waitOutside(Duration atMost) {
        long start = System.nanoTime();
        while (!strands.hasArrivals() && !run.isAbandoned()) {
            long left = TimeUnit.NANOSECONDS.convert(atMost) - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            if (realTimers.untilFirst() <= 0) {
                warnOnce();
                realTimers.fireFirst();
                held += time.next() == Long.MAX_VALUE ? 0 : System.nanoTime() - start;
                return true;
            }
            strands.awaitArrival(Math.min(left, realTimers.untilFirst()));
        }
        held = 0;
        return true;
    }
}
