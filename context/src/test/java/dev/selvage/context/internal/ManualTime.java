package dev.selvage.context.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until a test moves it. */
public final class ManualTime implements TimeSource {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Timeout> armed = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1_000; // nano time may wrap, so it does

    /** A root below which this is the time. */
    public AbstractContext root() {
        return AbstractContext.root(this);
    }

    /** How many timeouts are pending. */
    public synchronized int armed() {
        return armed.size();
    }

    /** Lets time pass and fires what is due meanwhile, on the calling thread. */
    public void advance(Duration span) {
        long end = nanoTime() + span.toNanos();
        while (true) {
            Optional<Timeout> due = next(end);
            if (due.isEmpty()) {
                return;
            }
            due.get().expire();
        }
    }

    private synchronized Optional<Timeout> next(long end) {
        Optional<Timeout> first = armed.stream()
                .filter(timeout -> timeout.deadline() - end <= 0)
                .min(Comparator.comparingLong(timeout -> timeout.deadline() - end));
        nanos = first.map(Timeout::deadline).orElse(end);
        first.ifPresent(armed::remove);
        return first;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos - (Long.MAX_VALUE - 1_000));
    }

    @Override
    public synchronized void schedule(Timeout timeout) {
        if (armed.contains(timeout)) {
            throw new IllegalStateException("armed already");
        }
        armed.add(timeout);
    }

    @Override
    public synchronized boolean cancel(Timeout timeout) {
        return armed.remove(timeout);
    }
}
