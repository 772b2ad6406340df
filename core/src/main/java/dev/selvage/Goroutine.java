package dev.selvage;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a lightweight task that a {@link Scope} owns. Every method is safe from any thread, also after the scope has
 * ended; the handle then keeps the outcome and nothing else of the scope's work.
 *
 * @param <T> the type of the result
 */
public sealed interface Goroutine<T extends @Nullable Object> permits GoroutineImpl {

    /** Where a goroutine is in its life. */
    enum State {
        /** Accepted, but its thread has not started: it waits for a slot, or is being started. */
        CREATED,
        /** Ready or running; the JDK does not tell them apart. */
        RUNNABLE,
        /** Waiting: in an operation of Selvage's, for I/O, for a lock, asleep. */
        BLOCKED,
        /** Its task has ended; {@link Goroutine#outcome()} is present. */
        DEAD
    }

    /**
     * Waits for the end and gives the result. Blocks; ends with {@link InterruptedException} when the caller's context is
     * cancelled. If the goroutine has ended already, neither interrupt nor cancellation of the caller matters.
     *
     * @return what the task returned
     * @throws GoroutineFailedException if the task threw; the cause is what it threw
     * @throws CancelledException if the goroutine was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the caller was interrupted, or its context cancelled, while waiting
     * @throws IllegalStateException if a goroutine awaits itself
     */
    T await() throws InterruptedException;

    /**
     * Like {@link #await()}, for a limited time. The goroutine goes on when the time is up.
     *
     * @param timeout how long to wait; zero or negative: only look
     * @return what the task returned
     * @throws TimeoutException if the goroutine had not ended in time
     * @throws InterruptedException as {@link #await()}
     */
    T await(Duration timeout) throws InterruptedException, TimeoutException;

    /**
     * Cancels this goroutine and what it started, if it has not ended: its context first, then an interrupt. Its end by this
     * is no failure of the scope. Does not wait.
     */
    void cancel();

    /**
     * {@return how it ended; empty while it lives} In an isolated scope, seeing a failure here counts as having been told.
     */
    Optional<Outcome<T>> outcome();

    /** {@return where it is in its life; a snapshot} */
    State state();

    /** {@return a number that no other goroutine of this JVM has} */
    long id();

    /** {@return the name given at the start; {@code goroutine} if none was} */
    String name();

    /** {@return scopes and goroutines from the root down, as {@code checkout/payment#17}} */
    String path();

    /** {@return the goroutine's own context: cancelled by {@link #cancel()}, with its scope, and when it has ended} */
    Context context();

    /**
     * A future that ends as the goroutine does: with the value, with what the task threw, or with a {@link
     * CancelledException}. Completing or cancelling the future does not touch the goroutine. Dependent stages without an
     * executor may run on the goroutine's thread: let them not block. The goroutine keeps each future until it ends, and a failure
     * that only a future saw counts as told to nobody.
     *
     * @return a new future at each call
     */
    CompletableFuture<T> toCompletableFuture();
}
