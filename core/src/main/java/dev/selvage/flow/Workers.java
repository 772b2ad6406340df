package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailure;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.Park;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that work on the items of a source.
 *
 * @param <T> the type of the items
 * @param <R> the type of the results
 */
final class Workers<T extends @Nullable Object, R extends @Nullable Object> {
    /*
     * Algorithm. The owner of the scope takes items from the source, one whenever fewer than `limit` are under way, and puts them into
     * `ready`. A worker is started when none is idle and there are fewer than `limit`; it works on one item after the other, so that
     * there is no start for each. A worker that fails ends; if the scope goes on, another takes its place.
     *
     * Invariant, under the lock: while there is something in `ready`, some worker is sure to look: one that is busy, one that was just
     * taken from `idle`, or one that is being started. For fewer than `limit` are under way when an item is added.
     */
    private final int limit;
    private final Parallel.Fn<? super T, ? extends R> fn;
    private final Thread owner = Thread.currentThread();

    /** Taken from the source, and not begun. Guarded by this, as the three below. */
    private final Queue<Item<T, R>> ready = new ArrayDeque<>();

    /** Without work, the latest first: it is the warmest. */
    private final Deque<Worker> idle = new ArrayDeque<>();

    private int workers;

    /** Nothing comes any more. */
    private boolean exhausted;

    /** Taken, and not done. Written under the lock, read by the owner without. */
    private volatile int underWay;

    /** One item and what became of it. Written by its worker, read by the owner when all have ended. */
    static final class Item<T extends @Nullable Object, R extends @Nullable Object> {
        final T value;

        /** What the function returned. */
        @Nullable
        R result;

        /** The worker that failed because of it. */
        Workers<T, R>.@Nullable Worker failedIn;

        Item(T value) {
            this.value = value;
        }

        /** By the owner, when all have ended. */
        @SuppressWarnings("NullAway") // a null result was returned by the function, so R admits it
        Outcome<R> outcome() {
            if (failedIn == null) {
                return new Outcome.Success<>(result);
            }
            return switch (failedIn.outcome()) {
                case Outcome.Failure<?>(GoroutineFailure failure) -> new Outcome.Failure<>(failure);
                case Outcome.Cancelled<?>(CancelReason reason) -> new Outcome.Cancelled<>(reason);
                case Outcome.Success<?> impossible -> throw new AssertionError("it threw");
            };
        }
    }

    /** Works on one item after the other. */
    final class Worker implements Callable<@Nullable Void> {
        /** Written by the owner once it is started, and read by it when all have ended. */
        private @Nullable Goroutine<@Nullable Void> goroutine;

        /** Written by itself before it is idle for the first time; published by the lock. */
        private @Nullable Thread thread;

        /** It was taken from the idle ones. Set by the owner, and taken back by itself, under the lock, before it is idle. */
        private volatile boolean awake;

        /** There will be no more work. Only its own thread. */
        private boolean finished;

        @Override
        public @Nullable Void call() throws Exception {
            thread = Thread.currentThread();
            Item<T, R> item = next(false);
            while (item != null) {
                work(item);
                item = next(true);
            }
            return null;
        }

        Outcome<?> outcome() {
            return Objects.requireNonNull(goroutine, "goroutine").outcome().orElseThrow();
        }

        private void work(Item<T, R> item) throws Exception {
            try {
                item.result = fn.apply(item.value);
            } catch (Throwable failure) {
                item.failedIn = this;
                gone();
                throw failure;
            }
        }

        private @Nullable Item<T, R> next(boolean done) throws InterruptedException {
            Item<T, R> item = take(this, done);
            while (item == null && !finished) {
                Park.until(() -> awake, "an item", Park.FOREVER);
                item = take(this, false);
            }
            return item;
        }

        private void wake() {
            awake = true;
            LockSupport.unpark(thread);
        }
    }

    Workers(int limit, Parallel.Fn<? super T, ? extends R> fn) {
        this.limit = limit;
        this.fn = fn;
    }

    /**
     * Starts the work on all items of a source; the end of the scope is the end of the work. Called by the owner of the scope.
     *
     * @param taken told of each item before anybody works on it, on the calling thread
     */
    void run(Scope scope, Iterator<? extends T> source, Consumer<? super Item<T, R>> taken)
            throws InterruptedException {
        while (true) {
            if (underWay >= limit) {
                Park.until(() -> underWay < limit, "a place for another item", Park.FOREVER);
            }
            Park.check(); // a place may be free because the rest is being cancelled
            if (!source.hasNext()) {
                break;
            }
            Item<T, R> item = new Item<>(source.next());
            taken.accept(item);
            hand(scope, item);
        }
        end();
    }

    private void hand(Scope scope, Item<T, R> item) {
        Worker waiting;
        boolean more;
        synchronized (this) {
            underWay++;
            ready.add(item);
            waiting = idle.poll();
            more = waiting == null && workers < limit;
            if (more) {
                workers++;
            }
        }
        if (waiting != null) {
            waiting.wake();
        } else if (more) {
            Worker worker = new Worker();
            worker.goroutine = scope.go("worker", worker);
        }
    }

    private void end() {
        Deque<Worker> waiting;
        synchronized (this) {
            exhausted = true;
            waiting = new ArrayDeque<>(idle);
            idle.clear();
        }
        waiting.forEach(Worker::wake);
    }

    /** The next item; null: none now, and the worker is idle, or none ever, and it is finished. */
    private @Nullable Item<T, R> take(Worker worker, boolean done) {
        Item<T, R> item;
        boolean freed;
        synchronized (this) {
            freed = done && underWay-- == limit;
            item = ready.poll();
            worker.finished = item == null && exhausted;
            if (item == null && !exhausted) {
                worker.awake = false;
                idle.push(worker);
            }
        }
        if (freed) {
            LockSupport.unpark(owner);
        }
        return item;
    }

    /** A worker failed. */
    private void gone() {
        synchronized (this) {
            underWay--;
            workers--;
        }
        LockSupport.unpark(owner);
    }
}
