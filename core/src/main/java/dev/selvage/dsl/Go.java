package dev.selvage.dsl;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.Task;
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
}
