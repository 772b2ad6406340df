package dev.selvage.dsl;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.Task;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clause;
import dev.selvage.channel.Select;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.internal.Sleep;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The whole language by one static import, for code that reads like Go:
 * {@snippet :
 * import static dev.selvage.dsl.Go.*;
 *
 * Page page = scope(() -> {
 *     var user = go(() -> users.find(id));
 *     var orders = within(ofMillis(300), () -> shop.orders(id));
 *     return new Page(user.await(), orders);
 * });
 * }
 */
public final class Go {
    private Go() {}

    /**
     * The body of a {@link #scope} or {@link #within}.
     *
     * @param <T> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Op<T extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work.
         *
         * @return the result
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        T call() throws X, InterruptedException;
    }

    /**
     * The body of a {@link #scoped}: no result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Body<X extends Throwable> {
        /**
         * Does the work.
         *
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        void run() throws X, InterruptedException;
    }

    /**
     * Runs a body in a new scope: {@link Scope#call}.
     *
     * @param <T> the type of the result
     * @param <X> what the body may throw
     * @param body the work
     * @return what the body returns
     * @throws X as {@link Scope#call}
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <T extends @Nullable Object, X extends Throwable> T scope(Op<? extends T, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        return Scope.<T, X>call(scope -> body.call());
    }

    /**
     * Runs a body without a result in a new scope: {@link Scope#run}. A name of its own, because an overload of {@link #scope}
     * would make a lambda ambiguous.
     *
     * @param <X> what the body may throw
     * @param body the work
     * @throws X as {@link Scope#run}
     * @throws InterruptedException as {@link Scope#run}
     */
    public static <X extends Throwable> void scoped(Body<X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        Scope.<X>run(scope -> body.run());
    }

    /**
     * Starts a goroutine in the innermost scope that this code runs in: {@link Scope#go(Callable)}.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle
     * @throws IllegalStateException outside of any scope, and as {@link Scope#go(Callable)}
     */
    public static <T extends @Nullable Object> Goroutine<T> go(Callable<? extends T> task) {
        return Scope.current().go(task);
    }

    /**
     * Starts a goroutine without a result in the innermost scope that this code runs in: {@link Scope#go(Task)}.
     *
     * @param task the work
     * @return the handle
     * @throws IllegalStateException outside of any scope, and as {@link Scope#go(Callable)}
     */
    public static Goroutine<@Nullable Void> go(Task task) {
        return Scope.current().go(task);
    }

    /**
     * Runs a body in a scope with a timeout. When the time is up, the body is interrupted, what it started is cancelled, and
     * {@link DeadlineExceededException} leaves once all of it has ended.
     *
     * @param <T> the type of the result
     * @param <X> what the body may throw
     * @param timeout how long the work may take
     * @param body the work
     * @return what the body returns
     * @throws X as {@link Scope#call}
     * @throws DeadlineExceededException if the time was up first
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <T extends @Nullable Object, X extends Throwable> T within(Duration timeout, Op<? extends T, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        return Scope.options().withTimeout(timeout).<T, X>call(scope -> body.call());
    }

    /** {@return the context this code runs in: {@link Context#current()}} */
    public static Context context() {
        return Context.current();
    }

    /**
     * Sleeps, in the time of the current context. Blocks; ends early when the context is cancelled.
     *
     * @param time how long; zero or negative: only looks whether the context is cancelled
     * @throws InterruptedException if the thread is interrupted or the context cancelled
     */
    public static void sleep(Duration time) throws InterruptedException {
        Sleep.sleep(time);
    }

    // Channels

    /**
     * A channel that keeps nothing: {@link Channel#rendezvous}. Go's {@code make(chan T)}.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    public static <T> Channel<T> channel() {
        return Channel.rendezvous();
    }

    /**
     * A channel that keeps up to {@code capacity} values: {@link Channel#buffered(int)}. Go's {@code make(chan T, capacity)}.
     *
     * @param <T> the type of the values
     * @param capacity how many
     * @return a new channel
     * @throws IllegalArgumentException as {@link Channel#buffered(int)}
     */
    public static <T> Channel<T> channel(int capacity) {
        return Channel.buffered(capacity);
    }

    /**
     * Waits for several things at once: {@link Select#select}.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return what the handler of the one that was ready returns
     * @throws X as {@link Select#select}
     * @throws InterruptedException as {@link Select#select}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> R select(
            Clause<? extends R, ? extends X>... clauses) throws X, InterruptedException {
        return Select.<R, X>select(clauses);
    }

    /**
     * Waits for several things at once, and takes the first in the order written: {@link Select#first}.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return what the handler of the one that was ready returns
     * @throws X as {@link Select#first}
     * @throws InterruptedException as {@link Select#first}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> R first(Clause<? extends R, ? extends X>... clauses)
            throws X, InterruptedException {
        return Select.<R, X>first(clauses);
    }

    /**
     * A clause that is ready when the current context is cancelled: {@link Select#onDone(Context, Clause.Op)}. Go's {@code case
     * <-ctx.Done()}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param handler runs then; the interrupt flag is set, or about to be
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> done(
            Clause.Op<? extends R, X> handler) {
        return Select.onDone(Context.current(), handler);
    }

    /**
     * A clause that is ready when a context is cancelled: {@link Select#onDone(Context, Clause.Op)}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param context which
     * @param handler runs then
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> done(
            Context context, Clause.Op<? extends R, X> handler) {
        return Select.onDone(context, handler);
    }

    /**
     * {@link #done(Clause.Op)} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> doneRun(Clause.Body<X> handler) {
        return Select.onDoneRun(Context.current(), handler);
    }

    /**
     * {@link #done(Context, Clause.Op)} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param context which
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> doneRun(Context context, Clause.Body<X> handler) {
        return Select.onDoneRun(context, handler);
    }

    /**
     * A clause that is ready when the select has waited for so long: {@link Select#after}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param delay how long
     * @param handler runs then
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> after(
            Duration delay, Clause.Op<? extends R, X> handler) {
        return Select.after(delay, handler);
    }

    /**
     * {@link #after} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param delay how long
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> afterRun(Duration delay, Clause.Body<X> handler) {
        return Select.afterRun(delay, handler);
    }

    /**
     * A clause that runs if no other is ready: {@link Select#otherwise}. Go's {@code default}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> otherwise(
            Clause.Op<? extends R, X> handler) {
        return Select.otherwise(handler);
    }

    /**
     * {@link #otherwise} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> otherwiseRun(Clause.Body<X> handler) {
        return Select.otherwiseRun(handler);
    }
}
