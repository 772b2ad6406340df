package dev.selvage.supervise;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;

/**
 * What long-lived work talks to its supervisor or service through: it says that it is ready, and hears that it should stop. Every
 * method is safe from any thread.
 *
 * <p>To be asked to stop is not to be cancelled: who is asked may finish what it does, and is cancelled when its grace is over.
 */
public final class Lifecycle {
    /** That of the innermost run around the calling code: a supervisor stops when the work that started it is asked to. */
    static final ContextKey<Lifecycle> CURRENT = ContextKey.named("dev.selvage.lifecycle", Lifecycle.class);

    private final String owner;
    private final Signals signals;
    private final CancellableContext stopping;

    /** For one run, in a context that ends with it. */
    Lifecycle(String owner, Signals signals, Context run) {
        this.owner = owner;
        this.signals = signals;
        this.stopping = Context.any(run, signals.stop);
    }

    /** Says that the work is ready; those who wait for that go on. Saying it again has no effect. Does not block. */
    public void ready() {
        SchedulePoint.reach("ready", this);
        signals.ready.set(true);
    }

    /**
     * A context that is cancelled when the work is asked to stop, at the latest when the work itself is cancelled: for a look in a
     * loop, for {@code onCancel} hooks, for waits that should end when it is time.
     *
     * @return the context, the same each time; not the one that the work runs in
     */
    public Context stopping() {
        return stopping;
    }

    /**
     * Blocks until the work is asked to stop: for work that consists of what it has started. A cancellation point.
     *
     * @throws InterruptedException if the thread is interrupted, or its context cancelled, before it was asked
     */
    public void awaitStop() throws InterruptedException {
        SchedulePoint.reach("awaitStop", this);
        signals.asked.await("stop of " + owner, Park.FOREVER);
    }

    void supervises(Supervisor supervisor) {
        signals.supervised = supervisor;
    }

    /** The run is over, and all that it started. */
    void end() {
        stopping.close();
    }

    @Override
    public String toString() {
        return "lifecycle of " + owner;
    }
}
