package dev.selvage.internal.channel;

import dev.selvage.context.internal.WaitsOn;
import org.jspecify.annotations.Nullable;

/** The wait of a thread that waits at one exchange only. */
final class Waiting extends Waiter implements WaitsOn {
    private final Thread thread = Thread.currentThread();
    private final String what;

    /** Somebody has ended the wait. Written under the lock of the exchange, once; read by the thread. */
    private volatile boolean over;

    Waiting(Exchange exchange, @Nullable Object item, String what) {
        super(exchange, item);
        this.what = what;
    }

    /**
     * Nobody else can: it waits in one queue, and who claims it has just taken it out of that. A release would not do for the
     * write: {@code unpark} of a thread that has a permit already is a mere read, which may go before it.
     */
    @Override
    boolean claim() {
        over = true;
        return true;
    }

    @Override
    Thread thread() {
        return thread;
    }

    @Override
    public boolean now() {
        return over;
    }

    @Override
    public boolean isOn(Object thing) {
        return thing == exchange;
    }

    /** For dumps. */
    @Override
    public String toString() {
        return "chan " + what + " " + exchange.describe();
    }
}
