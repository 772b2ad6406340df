package dev.selvage.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * Sends the time to its channel once, after a delay: Go's {@code time.Timer}. To wait for a while inside of one select,
 * {@link Select#after} is simpler.
 *
 * <p>As in Go since 1.23: after {@link #stop} or {@link #reset} nothing stale comes out of the channel.
 *
 * <p>A timer runs by the clock of the context in which it was made, and ends with that context at the latest. Every method is
 * safe from any thread; none blocks.
 */
public final class Timer implements AutoCloseable {
    private final Pulse pulse;

    private Timer(Pulse pulse) {
        this.pulse = pulse;
    }

    /**
     * Starts a timer.
     *
     * @param delay when it sends; zero or negative: soon
     * @return the timer; close it when done
     */
    public static Timer after(Duration delay) {
        return new Timer(Pulse.started("timer", Pulse.nanos(delay, "delay"), 0));
    }

    /** {@return where the time at which it was sent comes out; closed with the timer} */
    public Receiver<Instant> channel() {
        return pulse.channel;
    }

    /**
     * Sends nothing any more, unless it is {@link #reset}; what was sent and not received is taken back.
     *
     * @return true if nobody had received from it since it was started: it had not sent, or what it sent is taken back
     */
    public boolean stop() {
        return pulse.halt();
    }

    /**
     * Counts anew from now on; what was sent and not received is taken back. No effect on a timer that was closed.
     *
     * @param delay when it sends; zero or negative: soon
     * @return true if nobody had received from it since it was started: it had not sent, or what it sent is taken back
     */
    public boolean reset(Duration delay) {
        return pulse.start(Pulse.nanos(delay, "delay"), 0);
    }

    /** Stops it for good, releases its entry in the timer at once, and closes the channel. */
    @Override
    public void close() {
        pulse.close();
    }
}
