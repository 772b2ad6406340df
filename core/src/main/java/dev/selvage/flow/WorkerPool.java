package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.Task;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Home;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Crewed;
import dev.selvage.internal.Ends;
import dev.selvage.internal.OneShot;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A limited number of goroutines for what comes in from elsewhere, with a queue of limited length before them.
 *
 * {@snippet :
 * Scope.run(scope -> {
 *     WorkerPool pool = WorkerPool.start(scope, 8, 100);
 *     for (Request next : requests) {
 *         pool.submit(() -> handle(next)); // waits while a hundred wait already
 *     }
 *     pool.drain();
 * });
 * }
 *
 * <p>Tasks begin in the order they were submitted in. Each is a goroutine: awaited, cancelled and shown in dumps like any other, in the
 * context of who submitted it. A failure cancels nobody; one that nobody was told of, by {@code await} or {@code outcome}, fails the
 * scope when the pool ends.
 *
 * <p>A task is cancelled with the context that it was submitted in: one submitted inside of a {@code within} or of another scope ends with
 * that. To give up waiting for a place and keep the task, use {@link #trySubmit}.
 *
 * <p>The workers are threads that go from one task to the next. A task finds the interrupt flag, the name and the class loader of its
 * thread as they were at first, but what an earlier one left in a thread-local is still there. What a task starts with {@link Scope#current()} is
 * not a task of the pool: it starts at once, beside the workers, and the pool waits for it when it ends.
 *
 * <p>A pool lives in a scope. It ends by {@link #drain} or {@link #shutdown}; if neither was called when all else in the scope has
 * ended, it is cancelled with what is in it, as a daemon. To work on a source there is {@link Parallel}, which needs no pool.
 *
 * <p>Safe from any thread. After {@code java.util.concurrent.ThreadPoolExecutor}.
 */
public final class WorkerPool {
    private static final ScopeOptions OPTIONS =
            Scope.options().named("pool").shared().isolated();

    private static final String STOPPED = "The pool was stopped: nothing can be submitted to it any more";

    private final int workers;
    private final Bulkhead places;

    /** Set when tasks can be started; to nothing when they never can. */
    private final OneShot<Optional<Opened>> opened = new OneShot<>();

    /** A task has ended, or will never run. */
    private final Runnable freed;

    /** Whose thread owns the scope of the tasks. Written once, by {@link #start}. */
    private @Nullable Goroutine<@Nullable Void> keeper;

    /** That thread; written by itself. */
    private volatile @Nullable Thread thread;

    /** Takes no more. */
    private volatile boolean stopped;

    private WorkerPool(int workers, int queue) {
        this.workers = workers;
        this.places = Bulkhead.of((int) Math.min((long) workers + queue, Integer.MAX_VALUE))
                .named("worker pool");
        this.freed = () -> places.release(1);
    }

    /**
     * Starts a pool. Does not block.
     *
     * @param scope what it lives in; the caller must be one who may start there
     * @param workers how many tasks run at a time, at least 1
     * @param queue how many more may wait; zero: none
     * @return the pool
     * @throws IllegalArgumentException if {@code workers} is not positive, or {@code queue} is negative
     * @throws IllegalStateException if the caller may not start in the scope
     */
    public static WorkerPool start(Scope scope, int workers, int queue) {
        Objects.requireNonNull(scope, "scope");
        if (workers <= 0 || queue < 0) {
            throw new IllegalArgumentException(
                    "A pool needs at least 1 worker and a queue that is not negative, but has " + workers + " and "
                            + queue);
        }
        WorkerPool pool = new WorkerPool(workers, queue);
        Goroutine<@Nullable Void> keeper = scope.goDaemon("worker-pool", pool::keep);
        pool.keeper = keeper;
        ((Ends) keeper).end().whenSet(() -> pool.opened.set(Optional.empty()));
        return pool;
    }

    /**
     * Where the tasks run.
     *
     * @param scope theirs
     * @param crew the workers
     */
    private record Opened(Scope scope, Crewed.Enlisting crew) {}

    /** Owns the scope of the tasks until the pool is stopped; the scope waits for those that are left. */
    private void keep() throws InterruptedException {
        thread = Thread.currentThread();
        OPTIONS.<RuntimeException>run(inside -> {
            opened.set(Optional.of(new Opened(inside, ((Crewed) inside).crew(workers))));
            Park.until(() -> stopped, "tasks", Park.FOREVER);
        });
    }

    /**
     * Submits a task. Blocks while the queue is full.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, while it waited; the task will not run
     * @throws CancelledException if the pool was cancelled with its scope
     * @throws IllegalStateException if the pool was stopped; or if the queue is full and the caller is a task of the pool, which
     *     could wait for itself: use {@link #trySubmit}
     */
    public <T extends @Nullable Object> Goroutine<T> submit(Callable<? extends T> task) throws InterruptedException {
        Objects.requireNonNull(task, "task");
        take();
        return started(task);
    }

    /**
     * Submits a task without a result, as {@link #submit(Callable)}.
     *
     * @param task the work
     * @return the handle
     * @throws InterruptedException as {@link #submit(Callable)}
     */
    public Goroutine<@Nullable Void> submit(Task task) throws InterruptedException {
        Objects.requireNonNull(task, "task");
        take();
        return started(task);
    }

    /**
     * Submits a task if the queue is not full. Never waits for a place in it.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle; empty if the queue is full
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, before the pool had started
     * @throws IllegalStateException if the pool was stopped
     */
    public <T extends @Nullable Object> Optional<Goroutine<T>> trySubmit(Callable<? extends T> task)
            throws InterruptedException {
        Objects.requireNonNull(task, "task");
        SchedulePoint.reach("trySubmit", this);
        opened();
        return places.tryTake() ? Optional.of(started(task)) : Optional.empty();
    }

    private void take() throws InterruptedException {
        SchedulePoint.reach("submit", this);
        if (!Ambient.isIn((Home) opened().scope())) { // however many scopes deep
            places.take(1);
        } else if (!places.tryTake()) {
            throw new IllegalStateException("The queue is full, and a task of the pool may not wait for a place in it:"
                    + " all tasks could wait so, for ever. Use trySubmit, or a longer queue");
        }
    }

    /** Starts a task that has a place, which is free again when the task has ended, or will never run. */
    @SuppressWarnings("unchecked") // of what the task returns
    private <T extends @Nullable Object> Goroutine<T> started(Object task) throws InterruptedException {
        Ends goroutine;
        try {
            goroutine = opened().crew().enlist(task);
        } catch (IllegalStateException ended) {
            places.release(1);
            throw stopped(ended);
        } catch (Throwable failure) {
            places.release(1);
            throw failure;
        }
        goroutine.end().whenSet(freed);
        return (Goroutine<T>) goroutine;
    }

    private Opened opened() throws InterruptedException {
        opened.await(this, Park.FOREVER);
        Opened known = Objects.requireNonNull(opened.get(), "opened").orElse(null);
        if (known == null || stopped) {
            throw stopped(null);
        }
        return known;
    }

    /** The pool was stopped, or cancelled from above: then so is the caller, or about to be, if it lives in the same scope. */
    private RuntimeException stopped(@Nullable Throwable cause) throws InterruptedException {
        Park.check();
        return stopped ? new IllegalStateException(STOPPED, cause) : cancelled(cause);
    }

    private RuntimeException cancelled(@Nullable Throwable cause) {
        Optional<Opened> known = Objects.requireNonNull(opened.get(), "opened");
        CancelReason reason = known.isPresent()
                ? known.get().scope().context().reason().orElse(null)
                : ((Ends) keeper()).end().get() instanceof Outcome.Cancelled<?>(CancelReason why) ? why : null;
        return reason == null ? new IllegalStateException(STOPPED, cause) : CancelledException.of(reason);
    }

    /**
     * Takes no more, and waits until everything submitted has ended. Blocks.
     *
     * @throws GoroutineFailedException if a task failed and nobody was told of it
     * @throws dev.selvage.context.CancelledException if the pool was cancelled with its scope
     * @throws InterruptedException if the thread was interrupted, or its context cancelled, while it waited; the pool takes no more
     *     nevertheless
     */
    public void drain() throws InterruptedException {
        stop();
        keeper().await();
    }

    /**
     * Takes no more, waits for some time, then cancels what is left, in the queue too, and waits for its end. Blocks.
     *
     * @param grace how long what was submitted may go on
     * @return whether everything ended without being cancelled
     * @throws GoroutineFailedException as {@link #drain}
     * @throws InterruptedException as {@link #drain}
     */
    public boolean shutdown(Duration grace) throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        stop();
        try {
            keeper().await(grace);
            return true;
        } catch (TimeoutException over) {
            cancel();
        }
        keeper().await();
        return false;
    }

    private void cancel() throws InterruptedException {
        opened.await(this, Park.FOREVER);
        Objects.requireNonNull(opened.get(), "opened")
                .ifPresent(known -> known.scope().cancel("the pool was shut down, and its grace is over"));
    }

    private void stop() {
        SchedulePoint.reach("stop", this);
        stopped = true;
        LockSupport.unpark(thread);
    }

    private Goroutine<@Nullable Void> keeper() {
        return Objects.requireNonNull(keeper, "keeper");
    }

    /** {@return how many it lets run, and how many are in it; for people} */
    @Override
    public String toString() {
        return "pool of " + workers + " workers (" + (places.permits() - places.available()) + " tasks)";
    }
}
