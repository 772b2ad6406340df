package dev.selvage.channel;

import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Link;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import dev.selvage.internal.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The timer's entry behind a {@link Ticker} or a {@link Timer}, and the channel that it sends to. */
final class Pulse extends Timeout {
    /*
     * Locking. Its own monitor, for a few instructions, by users and by the timer's thread; inside it only the timer's lock and that
     * of the channel are taken, which call nobody.
     *
     * A start or a stop that comes while the timer is about to fire: `fire` then finds `running` false, or a deadline that is not
     * due yet, and does nothing.
     */
    final Channel<Instant> channel;

    /** {@code ticker} or {@code timer}. */
    final String name;

    private final TimeSource time;
    private final Link end = new Link() {
        @Override
        protected void cancelled(CancelReason reason) {
            shut();
        }
    };

    /** Zero: once. Guarded by this, as the next. */
    private long period;

    private boolean running;

    private Pulse(String name, TimeSource time) {
        super(0);
        this.time = time;
        this.name = name;
        this.channel = Channel.<Instant>options().named(name).buffered(1, Overflow.DROP_NEWEST);
    }

    /** One that ends with the current context. */
    static Pulse started(String name, long first, long period) {
        AbstractContext context = Ambient.currentContext();
        Pulse pulse = new Pulse(name, context.time());
        pulse.start(first, period);
        if (Census.isTaken()) {
            Census.born(new LivingPulse(pulse));
        }
        context.whenCancelled(pulse.end);
        return pulse;
    }

    /** Counts anew from now on; what was sent and not received is taken back. Whether it was running. */
    synchronized boolean start(long first, long newPeriod) {
        boolean before = halt();
        if (!channel.isClosed()) {
            period = newPeriod;
            running = true;
            deadline(time.nanoTime() + first);
            time.schedule(this);
        }
        return before;
    }

    /** Sends no more; what was sent and not received is taken back. Whether it was running. */
    synchronized boolean halt() {
        boolean before = running;
        running = false;
        time.cancel(this);
        channel.tryReceive();
        return before;
    }

    /** Whether it will send, unless somebody stops it. */
    synchronized boolean isRunning() {
        return running;
    }

    /** Ends for good. */
    void close() {
        end.unlink();
        shut();
    }

    private synchronized void shut() {
        halt();
        channel.close();
    }

    @Override
    protected synchronized void fire() {
        long late = time.nanoTime() - deadline();
        if (running && late >= 0) {
            channel.trySend(time.now());
            if (period == 0) {
                running = false;
            } else {
                deadline(deadline() + period * (1 + late / period));
                time.schedule(this);
            }
        }
    }

    /** Nanoseconds that the timer can count. */
    static long nanos(Duration span, String name) {
        return Math.min(Spans.nanos(Objects.requireNonNull(span, name)), Long.MAX_VALUE / 4);
    }
}
