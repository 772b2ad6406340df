package dev.selvage.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * Sends the time to its channel again and again: Go's {@code time.Ticker}.
 *
 * {@snippet :
 * try (Ticker ticker = Ticker.every(ofSeconds(1))) {
 *     for (Instant tick : ticker.channel()) {
 *         report(tick);
 *     }
 * }
 * }
 *
 * <p>The channel keeps one tick; a receiver that is slower than the ticker misses ticks. The ticks keep to multiples of the period
 * after the start, however late one of them was sent.
 *
 * <p>A ticker runs by the clock of the context in which it was made, and ends with that context at the latest, so that it
 * cannot outlive its scope. Every method is safe from any thread; none blocks.
 */
public final class Ticker implements AutoCloseable {
    private final Pulse pulse;

    private Ticker(Pulse pulse) {
        this.pulse = pulse;
    }

    /**
     * Starts a ticker, whose first tick comes after one period.
     *
     * @param period the time between two ticks
     * @return the ticker; close it when done
     * @throws IllegalArgumentException if {@code period} is not positive
     */
    public static Ticker every(Duration period) {
        long nanos = positive(period);
        return new Ticker(Pulse.started("ticker", nanos, nanos));
    }

    /** {@return where the ticks come out, each the time at which it was sent; closed with the ticker} */
    public Receiver<Instant> channel() {
        return pulse.channel;
    }

    /**
     * Changes the period. The next tick comes after a new one; a tick that nobody has received is taken back. No effect on a
     * ticker that has ended.
     *
     * @param period the time between two ticks
     * @throws IllegalArgumentException if {@code period} is not positive
     */
    public void reset(Duration period) {
        long nanos = positive(period);
        pulse.start(nanos, nanos);
    }

    /**
     * Ends the ticker and releases its timer at once. A tick that nobody has received is gone, and the channel is closed, so
     * that a loop over it ends; Go's {@code Stop} leaves it open.
     */
    @Override
    public void close() {
        pulse.close();
    }

    private static long positive(Duration period) {
        long nanos = Pulse.nanos(period, "period");
        if (nanos <= 0) {
            throw new IllegalArgumentException("The period of a ticker must be positive, but is " + period);
        }
        return nanos;
    }
}
