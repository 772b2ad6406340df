package dev.selvage;

import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Owns the goroutines it starts: it does not end before every one of them has.
 *
 * {@snippet :
 * Page page = Scope.call(scope -> {
 *     Goroutine<User> user = scope.go("user", () -> users.find(id));
 *     Goroutine<List<Order>> orders = scope.go("orders", () -> shop.orders(id));
 *     return new Page(user.await(), orders.await());
 * });
 * }
 *
 * <p><b>They fail together.</b> The first failure, of the body or of a goroutine, cancels the rest at once, wakes a body that is
 * blocked on something else, and leaves the scope: as {@link ScopeFailedException} if it was a goroutine's, as itself if it was
 * the body's. Real failures that follow are suppressed in it; interrupts and cancellations that the scope caused are not
 * failures.
 *
 * <p><b>Cancellation</b> goes down the {@link Context} tree: from the parent, from a deadline, from a failure, from {@link
 * #cancel}. It is a fact first and an interrupt second: every later blocking operation of Selvage's ends at once with {@link
 * InterruptedException}. At the boundary of the scope it becomes what it was: {@link DeadlineExceededException}, {@link
 * dev.selvage.context.CancelledException}, the failure. An interrupt from outside leaves as {@code InterruptedException} after
 * the goroutines were cancelled and have ended.
 *
 * <p><b>Who may start.</b> The owner (the thread that runs the body), while no inner scope is open on its thread; a goroutine of
 * this scope, likewise; anybody else only if the scope was opened {@link ScopeOptions#shared() shared()}. Where STS of the JDK
 * lets only its owner fork, {@code go} composes: what a goroutine starts, it holds.
 *
 * <p>After Trio's nursery, Go's errgroup, and {@code java.util.concurrent.StructuredTaskScope}, which does the work below.
 */
public sealed interface Scope extends AutoCloseable permits ScopeImpl {

    /**
     * A body without a result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Body<X extends Throwable> {
        /**
         * Does the work, on the calling thread.
         *
         * @param scope the scope, to start goroutines in
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        void run(Scope scope) throws X, InterruptedException;
    }

    /**
     * A body with a result.
     *
     * @param <T> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Op<T extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work, on the calling thread.
         *
         * @param scope the scope, to start goroutines in
         * @return the result
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        T call(Scope scope) throws X, InterruptedException;
    }

    /**
     * Runs a body in a new scope, on the calling thread, and waits for all it started.
     *
     * @param <X> what the body may throw
     * @param body the work
     * @throws X what the body throws, if that was the first failure
     * @throws ScopeFailedException if a goroutine failed first
     * @throws DeadlineExceededException if a deadline of the current context passed
     * @throws dev.selvage.context.CancelledException if the current context was cancelled
     * @throws InterruptedException if the thread was interrupted from outside, also before: then nothing starts
     */
    static <X extends Throwable> void run(Body<X> body) throws X, InterruptedException {
        options().run(body);
    }

    /**
     * Runs a body in a new scope, on the calling thread, waits for all it started, and gives the body's result.
     *
     * @param <T> the type of the result
     * @param <X> what the body may throw
     * @param body the work
     * @return what the body returned
     * @throws X as {@link #run}
     * @throws InterruptedException as {@link #run}
     */
    static <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> body)
            throws X, InterruptedException {
        return options().<T, X>call(body);
    }

    /** {@return the options that everything starts from: no name, no limit, no deadline of its own, failing together} */
    static ScopeOptions options() {
        return Options.DEFAULT;
    }

    /**
     * Opens a scope for try-with-resources, where a lambda is in the way:
     * {@snippet :
     * try (Scope scope = Scope.open()) {
     *     scope.go(() -> index(left));
     *     scope.go(() -> index(right));
     *     scope.join();
     * }
     * }
     *
     * <p>Such a scope cannot see the exception of its block. A failure cancels the goroutines and wakes Selvage's own waits on the
     * owner's thread, but does not interrupt it; {@link #join} throws the failure, and {@link #close} does if {@code join} has
     * not. A pending interrupt stays pending, for the first wait to throw.
     *
     * @return the scope; close it on this thread
     * @throws DeadlineExceededException if the deadline has passed already
     * @throws dev.selvage.context.CancelledException if the parent is cancelled already
     */
    static Scope open() {
        return options().open();
    }

    /**
     * The innermost scope that the calling code runs in.
     *
     * @return the scope
     * @throws IllegalStateException outside of any scope
     */
    static Scope current() {
        return StartRules.currentScope();
    }

    /**
     * Starts a goroutine. Its context is made from the caller's current one and ends with the scope as well. If the scope is
     * cancelled it never starts and the handle is cancelled. With a {@linkplain ScopeOptions#withLimit limit}, the owner's
     * call blocks until a slot is free; if it is interrupted or cancelled meanwhile, the handle is cancelled, and the interrupt
     * flag stays set. A goroutine's call never blocks: it queues if the scope is shared, and is refused if not.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle
     * @throws IllegalStateException if the scope is closed, or the caller may not start in it; the message says which rule
     */
    <T extends @Nullable Object> Goroutine<T> go(Callable<? extends T> task);

    /**
     * Starts a goroutine with a name, as {@link #go(Callable)}.
     *
     * @param <T> the type of the result
     * @param name for paths, dumps, messages and the thread
     * @param task the work
     * @return the handle
     */
    <T extends @Nullable Object> Goroutine<T> go(String name, Callable<? extends T> task);

    /**
     * Starts a goroutine without a result, as {@link #go(Callable)}.
     *
     * @param task the work
     * @return the handle
     */
    Goroutine<@Nullable Void> go(Task task);

    /**
     * Starts a goroutine with a name and without a result, as {@link #go(Callable)}.
     *
     * @param name for paths, dumps, messages and the thread
     * @param task the work
     * @return the handle
     */
    Goroutine<@Nullable Void> go(String name, Task task);

    /**
     * Starts a goroutine that nobody waits for: it is cancelled once the body and all other goroutines are done. Its
     * failures are failures like any other. It takes no slot of a limit.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle
     * @throws IllegalStateException as {@link #go(Callable)}
     */
    <T extends @Nullable Object> Goroutine<T> goDaemon(Callable<? extends T> task);

    /**
     * Starts a daemon goroutine without a result, as {@link #goDaemon(Callable)}.
     *
     * @param task the work
     * @return the handle
     */
    Goroutine<@Nullable Void> goDaemon(Task task);

    /**
     * Starts a daemon goroutine with a name, as {@link #goDaemon(Callable)}.
     *
     * @param name for paths, dumps, messages and the thread
     * @param task the work
     * @return the handle
     */
    Goroutine<@Nullable Void> goDaemon(String name, Task task);

    /**
     * Like {@link #go(Callable)}, but never waits. Also for goroutines of a limited scope, whose {@code go} is refused.
     *
     * @param <T> the type of the result
     * @param task the work
     * @return the handle; empty if no slot is free
     * @throws IllegalStateException if the scope is closed, or the caller may not start in it
     */
    <T extends @Nullable Object> Optional<Goroutine<T>> tryGo(Callable<? extends T> task);

    /**
     * Waits until every goroutine started so far, other than daemons, has ended. More can be started afterwards. Called by
     * the owner.
     *
     * @throws ScopeFailedException if a goroutine failed (in an isolated scope: one that nobody was told of yet), after all
     *     have ended
     * @throws DeadlineExceededException if a deadline of the scope passed
     * @throws dev.selvage.context.CancelledException if the scope's parent was cancelled
     * @throws InterruptedException if the owner was interrupted from outside; the scope is then cancelled
     * @throws IllegalStateException if called by another thread, or with an inner scope open
     */
    void join() throws InterruptedException;

    /**
     * Cancels the body and the goroutines, with the caller's words: "found enough, stop the rest". A body that returns
     * normally afterwards returns its value. Does not wait. From any thread.
     *
     * @param message why, for whoever reads it in an exception or a log
     */
    void cancel(String message);

    /**
     * Registers a cleanup to be run on the owner's thread when the scope ends: after all goroutines, last first, shielded from
     * the cancellation of the scope. A failure in it is a failure of the scope. From any thread while the scope is open.
     *
     * @param cleanup what to do
     * @throws IllegalStateException if the scope is closed
     */
    void defer(Task cleanup);

    /** {@return the scope's context: cancelled with the scope, and when it has ended} */
    Context context();

    /** {@return the name given by {@link ScopeOptions#named}; {@code scope} if none was} */
    String name();

    /** {@return scopes and goroutines from the root down to this scope, as {@code request/checkout}} */
    String path();

    /**
     * Ends a scope made by {@link #open}: cancels what still runs (call {@link #join} to let it finish), waits for it, runs the
     * deferred cleanups. Waits uninterruptibly, keeping the interrupt flag. Closing again has no effect. Inside a {@code run} or
     * {@code call} it is refused: the end of the body is the end of the scope.
     *
     * @throws ScopeFailedException if a goroutine failed and {@link #join} has not thrown it
     * @throws DeadlineExceededException if a deadline passed and {@link #join} has not thrown it
     * @throws dev.selvage.context.CancelledException if the parent was cancelled and {@link #join} has not thrown it
     * @throws IllegalStateException if called by a thread other than the owner's; or if inner scopes were still open: they are
     *     closed first
     */
    @Override
    void close();
}
