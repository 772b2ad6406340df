package dev.selvage.internal.channel;

import dev.selvage.context.internal.WaitsOn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The wait of a thread that waits at one exchange only. */
final class Waiting extends Waiter implements WaitsOn {
    private static final int LOOKING = 0;
    private static final int PARKED = 1;
    private static final int OVER = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiting.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread = Thread.currentThread();
    private final String what;
    private final boolean sends;

    /** Goes up. To {@link #PARKED} by the thread itself, to {@link #OVER} under the lock of the exchange. */
    private volatile int state;

    Waiting(Exchange exchange, @Nullable Object item, String what) {
        super(exchange, item);
        this.what = what;
        this.sends = item != null;
    }

    /** Whether this came with a value, rather than for one. */
    boolean sends() {
        return sends;
    }

    /** Nobody else can: it waits in one line, and who claims it has just taken it out of that. */
    @Override
    boolean claim() {
        return true;
    }

    /** Ends the wait only here, after the section: the thread, if it looks on, is then not likely to find the lock taken. */
    @Override
    void wake() {
        if ((int) STATE.getAndSet(this, OVER) == PARKED) {
            LockSupport.unpark(thread);
        }
    }

    /** Says that the thread is about to park; false if there is no need to any more. */
    boolean parking() {
        return STATE.compareAndSet(this, LOOKING, PARKED);
    }

    @Override
    Thread thread() {
        return thread;
    }

    @Override
    public boolean now() {
        return state == OVER;
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
