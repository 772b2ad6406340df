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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The timer's entry behind a {@link Ticker} or a {@link Timer}, and the channel that it sends to. */
final class Pulse extends Timeout {
    /*
     * Locking. A lock of its own, for a few instructions; inside it only the timer's lock and those of the channel are taken, which
     * call nobody, and no operation that passes the seam for order. The timer's thread never waits for it: its holder, or who is next in
     * line for it, may be a virtual thread that has no core now, and all timers would stand still. So `fire` leaves a note, and
     * whoever lets the lock go acts on it.
     *
     * A start or a stop that comes while the timer is about to fire: `beat` then finds `running` false, or itself armed anew, and
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

    private final ReentrantLock lock = new ReentrantLock();

    /** The timer has fired, or the channel was closed, and nobody has acted on it. */
    private volatile boolean due;

    /** Zero: once. Guarded by the lock, as the next. */
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
    boolean start(long first, long newPeriod) {
        return locked(() -> {
            boolean before = stop();
            if (!channel.isClosed()) {
                period = newPeriod;
                running = true;
                deadline(time.nanoTime() + first);
                time.schedule(this);
            }
            return before;
        });
    }

    /** Sends no more. Whether it was running, or what it had sent was still there and is taken back: as in Go. */
    boolean halt() {
        return locked(this::stop);
    }

    /** Whether it will send, unless somebody stops it. */
    boolean isRunning() {
        return locked(() -> running);
    }

    private boolean stop() {
        boolean before = running;
        running = false;
        time.cancel(this);
        return channel.takeBack() || before;
    }

    private boolean locked(BooleanSupplier action) {
        lock.lock();
        try {
            return action.getAsBoolean();
        } finally {
            lock.unlock();
            actIfDue();
        }
    }

    /** Ends for good. */
    void close() {
        end.unlink();
        shut();
    }

    /** By the timer's thread too, where a deadline ends the context: so this waits for nobody either. */
    private void shut() {
        channel.close();
        due = true;
        actIfDue();
    }

    @Override
    protected void fire() {
        due = true;
        actIfDue();
    }

    private void actIfDue() {
        while (due && lock.tryLock()) { // not to be had: its holder comes here next
            try {
                if (due) {
                    due = false;
                    beat();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void beat() {
        if (channel.isClosed()) { // by us, or by its receiver
            stop();
            end.unlink();
        } else if (time.cancel(this)) { // armed anew since the timer chose it: its time is still to come
            time.schedule(this);
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
