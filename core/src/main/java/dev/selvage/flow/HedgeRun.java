package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Home;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import dev.selvage.internal.Suppression;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a hedged call, on the thread that made this, and what is started beside it when it takes too long: the rest of
 * the attempts, which are a hedged call again.
 *
 * @param <T> the type of the result
 * @param <X> what the work may throw
 */
final class HedgeRun<T extends @Nullable Object, X extends Throwable> extends Timeout {
    /*
     * Algorithm. The attempt runs in the body of a scope. This object is its timer, so that a call whose first attempt is in time
     * starts nothing. When the timer fires it starts a thread for the rest; the scope waits for it as for a hook of its own, because
     * its owner, who alone could fork, is busy. `rest` decides between the timer and the end of the attempt, by compare-and-set: the
     * rest is there and waited for, or it never will be.
     *
     * If the rest succeeds first it cancels the scope, which ends the attempt. If the attempt does, it cancels the context of the rest.
     */
    private static final ScopeOptions OPTIONS = Scope.options().named("hedge");
    private static final Logger LOG = LoggerFactory.getLogger(Hedge.class);
    private static final VarHandle REST;

    static {
        try {
            REST = MethodHandles.lookup().findVarHandle(HedgeRun.class, "rest", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In the place of the rest: the attempt has ended, and there will be none. */
    private static final Object NONE = new Object();

    /**
     * What is attempted.
     *
     * @param <T> the type of the result
     * @param <X> what it may throw
     */
    interface Attempt<T extends @Nullable Object, X extends Throwable> {
        /** Does the work, in the body of a scope that is cancelled when another attempt was faster. */
        T run(Scope scope) throws X, InterruptedException;
    }

    private final Hedge hedge;
    private final Scope scope;
    private final Attempt<? extends T, X> attempt;

    /** How many more may be made. */
    private final int more;

    /** Null, {@link #NONE}, or the {@link Rest}. Written by compare-and-set. */
    private volatile @Nullable Object rest;

    private HedgeRun(Hedge hedge, Scope scope, Attempt<? extends T, X> attempt, int more, long deadline) {
        super(deadline);
        this.hedge = hedge;
        this.scope = scope;
        this.attempt = attempt;
        this.more = more;
    }

    /** Makes the attempts, the first on the calling thread, which must be in the body of the scope. */
    static <T extends @Nullable Object, X extends Throwable> T run(
            Hedge hedge, Scope scope, Attempt<? extends T, X> attempt, int attempts) throws X, InterruptedException {
        if (attempts <= 1) {
            return attempt.run(scope);
        }
        TimeSource time = ((AbstractContext) scope.context()).time();
        long start = time.nanoTime();
        HedgeRun<T, X> run = new HedgeRun<>(hedge, scope, attempt, attempts - 1, start + hedge.delayNanos());
        time.schedule(run);
        return run.first(time, start);
    }

    private T first(TimeSource time, long start) throws X, InterruptedException {
        T value;
        try {
            value = attempt.run(scope);
        } catch (Throwable failure) {
            if (failure instanceof InterruptedException) { // cut short: a failure says nothing of the time
                hedge.took(time.nanoTime() - start);
            }
            Rest beside = stopped(time);
            if (beside == null) {
                throw failure;
            }
            if (failure instanceof Error) { // surfaces, whatever the others have
                beside.lose();
                throw failure;
            }
            return beside.insteadOf(failure);
        }
        hedge.took(time.nanoTime() - start);
        Rest beside = stopped(time);
        if (beside != null) {
            beside.lose();
        }
        return value;
    }

    /** Nothing will be started from now on; what was is returned. */
    @SuppressWarnings("unchecked") // only fire() puts something else there
    private @Nullable Rest stopped(TimeSource time) {
        time.cancel(this);
        Object before = REST.compareAndExchange(this, null, NONE);
        return (Rest) before;
    }

    /** On the timer's thread. */
    @Override
    protected void fire() {
        if (rest != null || !hedge.mayHedge()) {
            return;
        }
        Home home = (Home) scope;
        if (home.hookStarting()) {
            Rest made = new Rest(home);
            if (REST.compareAndSet(this, null, made)) {
                made.start();
            } else {
                made.context.close();
                home.hookEnded();
            }
        }
    }

    /** The rest of the attempts, on a thread of their own. */
    private final class Rest implements Runnable, Scope.Op<T, X> {
        private final Home home;
        private final CancellableContext context = scope.context().withCancel();

        /** Who waits for this. Written by itself before it waits. */
        private volatile @Nullable Thread waiter;

        /** How it ended. Written by this thread before {@link #done}. */
        private @Nullable T value;

        /** As {@link #value}; null: it has a value. */
        private @Nullable Throwable failure;

        private volatile boolean done;

        Rest(Home home) {
            this.home = home;
        }

        void start() {
            try {
                ((AbstractContext) scope.context())
                        .world()
                        .thread("selvage-hedge", this)
                        .start();
            } catch (Throwable noThread) {
                ended(noThread);
            }
        }

        @Override
        public void run() {
            try {
                value = OPTIONS.withContext(context).<T, X>call(this);
            } catch (Throwable thrown) {
                ended(thrown);
                return;
            }
            ended(null);
        }

        @Override
        public T call(Scope inner) throws X, InterruptedException {
            return HedgeRun.<T, X>run(hedge, inner, attempt, more);
        }

        private void ended(@Nullable Throwable thrown) {
            failure = thrown;
            context.close();
            done = true;
            if (thrown == null) {
                scope.cancel("another attempt was faster");
            }
            LockSupport.unpark(waiter);
            home.hookEnded();
        }

        /** The attempt has a result, or its thread was interrupted. */
        void stop() {
            context.cancel();
            waiter = Thread.currentThread();
            Park.uninterruptibly(() -> done, "the end of a hedged attempt");
        }

        /** The attempt has a result: what the rest failed with matters to the log only. */
        void lose() {
            stop();
            Throwable lost = failure;
            if (lost instanceof Error) {
                LOG.warn("A hedged attempt lost, with an error", lost);
            } else if (isReal(lost)) {
                LOG.debug("A hedged attempt lost, with a failure", lost);
            }
        }

        private static boolean isReal(@Nullable Throwable thrown) {
            return thrown != null
                    && !(thrown instanceof CancelledException)
                    && !(thrown instanceof InterruptedException);
        }

        /** The attempt has failed: the result of the rest, or else the failure. */
        @SuppressWarnings({"unchecked", "NullAway"}) // thrown by the work or by us; a null value is one of the work's
        T insteadOf(Throwable first) throws X, InterruptedException {
            if (first instanceof InterruptedException) {
                stop(); // by the rest, which has ended then, or from outside: which is meant for all
            } else {
                await(first);
            }
            Throwable second = failure;
            if (second == null) {
                return value;
            }
            if (second instanceof Error) {
                Suppression.add(second, first);
                throw (X) second;
            }
            if (isReal(second)) {
                Suppression.add(first, second);
            }
            throw (X) first;
        }

        private void await(Throwable first) throws InterruptedException {
            waiter = Thread.currentThread();
            try {
                Park.until(() -> done, "a hedged attempt", Park.FOREVER);
            } catch (InterruptedException interrupt) {
                stop();
                if (!scope.context().isCancelled()) { // from outside; else the failure is what there is to tell
                    Suppression.add(interrupt, first);
                    throw interrupt;
                }
            }
        }
    }
}
