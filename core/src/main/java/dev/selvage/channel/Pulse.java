package dev.selvage.channel;

import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.Link;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import dev.selvage.internal.Spans;
import dev.selvage.internal.channel.WhenFull;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The timer's entry behind a {@link Ticker} or a {@link Timer}, and the channel that it sends to. */
final class Pulse extends Timeout {
    /*
     * Locking. Its own monitor, for a few instructions, by users and by the timer's thread; inside it only the timer's lock and those
     * of the channel are taken, which call nobody, and no operation that passes the seam for order.
     *
     * A start or a stop that comes while the timer is about to fire: `fire` then finds `running` false, or itself armed anew, and
     * does nothing.
     */
    final ChannelImpl<Instant> channel;

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
        this.channel = new ChannelImpl<>(1, WhenFull.DROP_NEWEST, name, null);
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

    /** Counts anew from now on. As {@link #halt}. */
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

    /** Sends no more. Whether it was running, or what it had sent was still there and is taken back: as in Go. */
    synchronized boolean halt() {
        boolean before = running;
        running = false;
        time.cancel(this);
        return channel.takeBack() || before;
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

    private void shut() {
        channel.close();
        halt();
    }

    @Override
    protected synchronized void fire() {
        if (time.cancel(this)) { // armed anew since the timer chose it: its time is still to come
            time.schedule(this);
        } else if (channel.isClosed()) { // by its receiver
            running = false;
            end.unlink();
        } else if (running) {
            channel.sendNow(time.now());
            if (period == 0) {
                running = false;
            } else {
                long late = Math.max(0, time.nanoTime() - deadline());
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
