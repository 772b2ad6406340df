package dev.selvage;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whom a cancelled scope waits for, after a grace period and then at doubling intervals, up to a week. */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Scope.class);

    /** A week: nobody needs to be told again. */
    private static final long LONGEST = 7L * 24 * 60 * 60 * 1_000_000_000;

    private final ScopeImpl scope;
    private final TimeSource time;
    private final long since;

    /** Until the next warning. Guarded by this. */
    private long interval;

    /** Guarded by this. */
    private Timeout alarm;

    /** Guarded by this. */
    private boolean stopped;

    Watchdog(ScopeImpl scope, long grace) {
        this.scope = scope;
        this.time = scope.node.time();
        this.since = time.nanoTime();
        this.interval = grace;
        this.alarm = new Alarm(since + Math.min(grace, Park.FOREVER / 2));
    }

    synchronized void start() {
        time.schedule(alarm);
    }

    synchronized void stop() {
        stopped = true;
        time.cancel(alarm);
    }

    private synchronized void again() {
        if (!stopped && interval < LONGEST) { // else a time that moves by itself would move for ever
            interval = Math.min(interval, Park.FOREVER / 8) * 2;
            alarm = new Alarm(time.nanoTime() + interval);
            time.schedule(alarm);
        }
    }

    private void warn() {
        List<GoroutineImpl<?>> stuck = scope.roster.all().stream()
                .filter(goroutine -> goroutine.reasonOrNull() != null)
                .toList();
        Duration waited = Duration.ofNanos(time.nanoTime() - since);
        if (!stuck.isEmpty() || scope.node.isCancelled() || scope.end.isCleaningUp()) {
            LOG.warn(Snapshots.stuck(scope, stuck, waited));
        }
        for (GoroutineImpl<?> goroutine : stuck) {
            if (!goroutine.reportedStuck) {
                goroutine.reportedStuck = true;
                Stats.GLOBAL.stuck();
            }
            scope.tell(listener -> listener.goroutineStuck(scope, goroutine, waited));
        }
        again();
    }

    private final class Alarm extends Timeout {
        Alarm(long deadline) {
            super(deadline);
        }

        @Override
        protected void fire() {
            scope.node.world().thread("selvage-watchdog", Watchdog.this::warn).start();
        }
    }
}
