package dev.selvage.testkit;

import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.testkit.internal.FakeTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * Time that stands still until a test moves it, for code of your own: give that code this as its {@link InstantSource}, its {@link
 * #clock} as a {@link Clock}, or {@code time::nanoTime} as the ticker of a cache; and run the code in {@link #context()}, so that the
 * library's sleeps, deadlines, timers and tickers go by the same time.
 *
 * {@snippet class=dev.selvage.testkit.FakeTimeSourceSnippets region=cache}
 *
 * <p>Timers fire on the thread that moves the time, one after the other, each at its own instant; what they wake then goes on
 * by itself, in real time. Where goroutines sleep and wake each other many times over, use virtual time instead, which moves by
 * itself and knows when everybody waits. After Caffeine's {@code FakeTicker} and Trio's {@code MockClock}.
 *
 * <p>Every method is safe from any thread; none blocks.
 */
public final class FakeTimeSource implements InstantSource {
    private final FakeTime time;

    private FakeTimeSource(Instant start) {
        this.time = new FakeTime(start);
    }

    /** {@return a time that stands at 2000-01-01T00:00:00Z} */
    public static FakeTimeSource create() {
        return at(Instant.parse("2000-01-01T00:00:00Z"));
    }

    /**
     * Makes a time that stands at an instant.
     *
     * @param start where it stands
     * @return the time
     */
    public static FakeTimeSource at(Instant start) {
        return new FakeTimeSource(Objects.requireNonNull(start, "start"));
    }

    /** {@return where the time stands} */
    @Override
    public Instant instant() {
        return time.now();
    }

    /** {@return monotonic nanoseconds, as {@link System#nanoTime}: only differences mean something} */
    public long nanoTime() {
        return time.nanoTime();
    }

    /** {@return a clock in UTC that shows this time} */
    public Clock clock() {
        return withZone(ZoneOffset.UTC);
    }

    /**
     * A clock of some zone that shows this time.
     *
     * @param zone the zone
     * @return the clock
     */
    @Override
    public Clock withZone(ZoneId zone) {
        return InstantSource.super.withZone(Objects.requireNonNull(zone, "zone"));
    }

    /** {@return a new root: whatever runs in it, and in what is derived from it, goes by this time} */
    public Context context() {
        return AbstractContext.root(time);
    }

    /**
     * Moves the time. What is due fires on the calling thread before this returns, and what that arms for meanwhile fires too.
     * Where several threads move it at once, it moves by the sum, and each of them fires some of what is due.
     *
     * @param by how far; zero: fires what is due
     * @throws IllegalArgumentException if {@code by} is negative: time does not go back
     * @throws ArithmeticException if that would take it further than 292 years from its start
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back, but was to be moved by " + by);
        }
        time.advance(by.toNanos());
    }

    /** {@return how far the next timer is; empty if none is armed} */
    public Optional<Duration> untilNext() {
        return time.untilNext();
    }

    /** {@return how many timers of the library are armed in this time} */
    public int pending() {
        return time.pending();
    }

    /** {@return where the time stands, as text} */
    @Override
    public String toString() {
        return "FakeTimeSource at " + instant();
    }
}
