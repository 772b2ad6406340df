package dev.selvage.testkit.internal.clock;

import dev.selvage.context.internal.Park;
import dev.selvage.testkit.VirtualClock;
import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Quiet;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The clock of one run. All state is read and written by the driver and the strands that it runs, one at a time. */
final class RunClock implements VirtualClock, Quiet {
    private static final class Settler {
        private final Thread thread = Thread.currentThread();
        private boolean quiet;

        @Override
        public String toString() {
            return "settle";
        }
    }

    private final Run run;
    private final Deque<Settler> settlers = new ArrayDeque<>();
    private boolean automatic;
    private int outside;

    RunClock(Run run, boolean automatic) {
        this.run = run;
        this.automatic = automatic;
    }

    private void refuseOthers() {
        if (Driver.current() != run) {
            throw new IllegalStateException("This clock is for goroutines of its own run, and " + Thread.currentThread()
                    + " is none: use it in the body of VirtualTime.run, and in what that starts");
        }
    }

    @Override
    public Instant now() {
        refuseOthers();
        return run.time().now();
    }

    @Override
    public Duration elapsed() {
        refuseOthers();
        return Duration.ofNanos(run.time().nanoTime());
    }

    @Override
    public void settle() throws InterruptedException {
        refuseOthers();
        Settler settler = new Settler();
        settlers.add(settler);
        try {
            Park.until(() -> settler.quiet, settler, Park.FOREVER);
        } finally {
            settlers.remove(settler);
        }
    }

    @Override
    public void advance(Duration span) throws InterruptedException {
        refuseOthers();
        if (span.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back: " + span);
        }
        long now = run.time().nanoTime();
        long target = now + Math.min(TimeUnit.NANOSECONDS.convert(span), Long.MAX_VALUE - 1 - now);
        settle();
        for (long next = run.time().next(); next <= target; next = run.time().next()) {
            run.time().moveTo(next);
            settle();
        }
        run.time().moveTo(target);
    }

    @Override
    public void autoAdvance(boolean newAutomatic) {
        refuseOthers();
        automatic = newAutomatic;
    }

    @Override
    public <T extends @Nullable Object> T outside(Callable<? extends T> call) throws Exception {
        refuseOthers();
        outside++;
        try {
            return call.call();
        } finally {
            outside--;
        }
    }

    @Override
    public boolean isAutomatic() {
        return automatic;
    }

    @Override
    public boolean wake() {
        Settler first = settlers.poll();
        if (first == null) {
            return false;
        }
        first.quiet = true;
        LockSupport.unpark(first.thread);
        return true;
    }

    @Override
    public int outside() {
        return outside;
    }
}
