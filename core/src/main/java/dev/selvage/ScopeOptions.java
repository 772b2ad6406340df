package dev.selvage;

import dev.selvage.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a scope behaves. Immutable: each method returns a changed copy, so options may be kept in a constant and shared.
 *
 * {@snippet :
 * private static final ScopeOptions CHECKOUT = Scope.options().named("checkout").withTimeout(Duration.ofMillis(300));
 *
 * Receipt pay(Order order) throws InterruptedException {
 *     return CHECKOUT.call(scope -> ...);
 * }
 * }
 *
 * <p>A null argument raises a {@link NullPointerException} that names it.
 */
public sealed interface ScopeOptions permits Options {

    /**
     * Names the scope, for paths, dumps and messages; {@code scope} by default.
     *
     * @param name any text
     * @return the changed copy
     */
    ScopeOptions named(String name);

    /**
     * Ends the scope with {@link dev.selvage.context.DeadlineExceededException} after a time, counted from its opening.
     *
     * @param timeout how long the scope may take; zero or negative: it is cancelled at birth, and its body does not run; too long
     *     to represent: no deadline of its own
     * @return the changed copy
     */
    ScopeOptions withTimeout(Duration timeout);

    /**
     * Ends the scope at a point in time; with a timeout as well, the earlier holds.
     *
     * @param deadline when the work must be done
     * @return the changed copy
     */
    ScopeOptions withDeadline(Instant deadline);

    /**
     * Makes the scope a child of a context other than the current one: it then has that one's values, deadline and cancellation,
     * and not the current one's.
     *
     * @param parent the context
     * @return the changed copy
     */
    ScopeOptions withContext(Context parent);

    /**
     * Lets at most so many goroutines of the scope run at a time, daemons not counted. The owner's {@code go} then waits for a
     * slot, first come first served.
     *
     * @param running at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if {@code running} is not positive
     */
    ScopeOptions withLimit(int running);

    /**
     * Failures of goroutines cancel nobody. One that {@code await} or {@code outcome} showed does not leave again; the
     * others leave together at the end.
     *
     * @return the changed copy
     */
    ScopeOptions isolated();

    /**
     * Failures of goroutines cancel nobody and leave no scope: the handler gets each, once, on the failed goroutine's
     * thread, before the goroutine counts as ended. What the handler throws is logged.
     *
     * @param handler called on several threads at once
     * @return the changed copy
     */
    ScopeOptions isolated(Consumer<? super GoroutineFailure> handler);

    /**
     * Lets any thread start goroutines in the scope: for accept loops, callbacks and crawlers. What is not started by the owner
     * sees the {@link ScopedValue}s that were bound when the scope was opened, and the context of who started it.
     *
     * @return the changed copy
     */
    ScopeOptions shared();

    /**
     * Makes the threads with a factory, which must return a new, unstarted thread for each task; for platform threads, or
     * for names. Goroutines started by goroutines use it too.
     *
     * @param factory called on several threads at once
     * @return the changed copy
     */
    ScopeOptions withThreadFactory(ThreadFactory factory);

    /**
     * How long a goroutine may go on after it was cancelled before the scope logs that it waits for it; ten seconds by
     * default. The log is repeated at doubling intervals, up to a week.
     *
     * @param grace how long until the first warning
     * @return the changed copy
     * @throws IllegalArgumentException if {@code grace} is not positive
     */
    ScopeOptions withGracePeriod(Duration grace);

    /**
     * Tells a listener of what happens in the scope; several may be added. What it throws is logged.
     *
     * @param listener called on several threads at once
     * @return the changed copy
     */
    ScopeOptions withListener(ScopeListener listener);

    /**
     * {@link Scope#run} with these options.
     *
     * @param <X> what the body may throw
     * @param body the work
     * @throws X as {@link Scope#run}
     * @throws InterruptedException as {@link Scope#run}
     */
    <X extends Throwable> void run(Scope.Body<X> body) throws X, InterruptedException;

    /**
     * {@link Scope#call} with these options.
     *
     * @param <T> the type of the result
     * @param <X> what the body may throw
     * @param body the work
     * @return what the body returned
     * @throws X as {@link Scope#call}
     * @throws InterruptedException as {@link Scope#call}
     */
    <T extends @Nullable Object, X extends Throwable> T call(Scope.Op<? extends T, X> body)
            throws X, InterruptedException;

    /**
     * {@link Scope#open} with these options.
     *
     * @return the scope; close it on this thread
     */
    Scope open();
}
