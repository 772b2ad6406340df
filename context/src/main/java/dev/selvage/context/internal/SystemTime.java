package dev.selvage.context.internal;

import java.time.Clock;
import java.time.Instant;

/** The system's clocks and the program's one timer thread, started on first use. */
final class SystemTime implements TimeSource {

    static final SystemTime INSTANCE = new SystemTime();

    private final Clock clock = Clock.systemUTC();
    private final TimerThread timer = new TimerThread();

    private SystemTime() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void schedule(Timeout timeout) {
        timer.schedule(timeout);
    }

    @Override
    public boolean cancel(Timeout timeout) {
        return timer.cancel(timeout);
    }
}
