package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.Registration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A user's hook on a context. Runs on a virtual thread of its own, so that it can harm neither the canceller nor others. */
public final class Hook extends Link implements Registration {
    private enum State {
        WAITING,
        STOPPED,
        RUNNING,
        DONE
    }

    private final Runnable task;
    private final AbstractContext context;
    private final @Nullable Home home;

    /** Threads in {@link #close()}. */
    private final Queue<Thread> closers = new ConcurrentLinkedQueue<>();

    /** Moved by compare-and-set; read by anybody. */
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** The thread that runs the task; written before it starts. */
    private volatile @Nullable Thread runner;

    /** Whether {@link #home} waits for this; written by who claims it, read after it has started. */
    private boolean counted;

    Hook(Runnable task, AbstractContext context, @Nullable Home home) {
        this.task = task;
        this.context = context;
        this.home = home;
    }

    /** For reports. */
    @Override
    public String toString() {
        return "onCancel hook of " + context;
    }

    @Override
    protected void cancelled(CancelReason reason) {
        if (claim()) {
            start();
        }
    }

    /** Makes sure that this will run, and that its scope waits for it; false if it was stopped. Who claims it must start it. */
    boolean claim() {
        if (!move(State.WAITING, State.RUNNING)) {
            return false;
        }
        counted = home != null && home.hookStarting();
        return true;
    }

    /** Runs the claimed hook. Does not throw. */
    void start() {
        try {
            Thread thread = context.world().thread("selvage-hook", this::run);
            runner = thread;
            thread.start();
        } catch (Throwable failure) { // no memory for a thread: the canceller must go on
            LoggerFactory.getLogger(Hook.class)
                    .error("No thread for the onCancel hook {} of {}", task, context, failure);
            done();
        }
    }

    private void run() {
        Census.runs(this);
        try {
            context.withoutCancel().run(task::run);
        } catch (Throwable failure) {
            LoggerFactory.getLogger(Hook.class).error("onCancel hook {} of {} failed", task, context, failure);
            Census.failed(this, failure);
        } finally {
            done();
        }
    }

    private void done() {
        state.set(State.DONE);
        for (Thread closer : closers) {
            LockSupport.unpark(closer);
        }
        if (counted && home != null) {
            home.hookEnded();
        }
    }

    @Override
    public boolean stop() {
        SchedulePoint.reach("stop", context);
        boolean stopped = move(State.WAITING, State.STOPPED) || state.get() == State.STOPPED;
        if (stopped) {
            unlink();
        }
        return stopped;
    }

    @Override
    public void close() {
        if (stop() || Thread.currentThread() == runner) {
            return;
        }
        closers.add(Thread.currentThread());
        Park.uninterruptibly(() -> state.get() == State.DONE, "end of an onCancel hook");
        closers.remove(Thread.currentThread());
    }

    /** This as a census sees it. */
    Living living() {
        return new LivingHook(this);
    }

    /** For a census: dormant until it runs. */
    Living.Life life() {
        return switch (state.get()) {
            case WAITING -> Living.Life.DORMANT;
            case RUNNING -> Living.Life.ALIVE;
            case STOPPED, DONE -> Living.Life.ENDED;
        };
    }

    /** The thread that runs it, or null. */
    @Nullable
    Thread runner() {
        return runner;
    }

    private boolean move(State from, State to) {
        return state.compareAndSet(from, to);
    }
}
