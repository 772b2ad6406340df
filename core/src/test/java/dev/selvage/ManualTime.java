package dev.selvage;

import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until a test moves it. Timeouts fire on the thread that moves it. */
public final class ManualTime implements TimeSource {
    /** Guarded by this. */
    private final List<Timeout> armed = new ArrayList<>();

    /** Guarded by this. */
    private long now;

    /** A root whose descendants live in this time. */
    public Context root() {
        return AbstractContext.root(this);
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public synchronized void schedule(Timeout timeout) {
        armed.add(timeout);
    }

    @Override
    public synchronized boolean cancel(Timeout timeout) {
        return armed.remove(timeout);
    }

    /** How many timeouts are armed: what holds memory, if nobody cancels it. */
    public synchronized int armed() {
        return armed.size();
    }

    public void advance(Duration by) {
        for (Timeout due : due(by)) {
            due.expire();
        }
    }

    private synchronized List<Timeout> due(Duration by) {
        now += by.toNanos();
        List<Timeout> due = new ArrayList<>(armed);
        due.removeIf(timeout -> timeout.deadline() > now);
        armed.removeAll(due);
        due.sort(Comparator.comparingLong(Timeout::deadline));
        return due;
    }

    /** Moves the time as soon as a thread blocks. */
    public void advanceWhenBlocked(Thread thread, Duration by) {
        Thread.ofVirtual().start(() -> {
            Work.untilBlocked(thread);
            advance(by);
        });
    }
}
