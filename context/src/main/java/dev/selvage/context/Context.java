package dev.selvage.context;

import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.AnyNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node in a tree of requests: it can be cancelled, may have a deadline, and carries values. What is cancelled above is
 * cancelled below. Deriving never changes the parent.
 *
 * <p>Every method is safe from any thread, and none blocks unless it says so. A null argument raises a
 * {@link NullPointerException} that names the argument.
 *
 * <p>The thread's current context ({@link #current()}) is made by {@link #run} and {@link #call}, and inside scopes by the
 * scope: no parameter needs to be passed along. Cancelling a context that a thread merely <i>runs in</i> wakes Selvage's own
 * blocking operations there; to interrupt foreign blocking calls as well, run the work in a scope.
 *
 * <p>After Go's package {@code context}.
 */
public sealed interface Context permits CancellableContext, AbstractContext {

    /**
     * Work without a result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Body<X extends Throwable> {
        /**
         * Does the work.
         *
         * @throws X what the work throws
         */
        void run() throws X;
    }

    /**
     * Work with a result.
     *
     * @param <T> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Op<T extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work.
         *
         * @return the result
         * @throws X what the work throws
         */
        T call() throws X;
    }

    /** {@return the root of every tree: never cancelled, no deadline, no values} */
    static Context background() {
        return AbstractContext.background();
    }

    /**
     * The context that the calling code runs in: that of the innermost {@link #run}, {@link #call}, scope or goroutine on
     * this thread; {@link #background()} outside of all of them.
     *
     * @return the current context
     */
    static Context current() {
        return Ambient.currentContext();
    }

    /**
     * A context that is cancelled as soon as the first of several is, for that one's reason. Its deadline is the earliest
     * of theirs; its values are those of the first given. Close it when done: until then each of them holds it.
     *
     * @param contexts at least one
     * @return a new context
     * @throws IllegalArgumentException if none is given
     */
    static CancellableContext any(Context... contexts) {
        return AnyNode.of(contexts);
    }

    /** {@return a child that can be cancelled on its own; close it when done} */
    CancellableContext withCancel();

    /**
     * A child whose deadline is {@code timeout} from now, if the parent's is not earlier. A zero or negative timeout is a
     * deadline already past: the child is cancelled at birth. A timeout too long to represent (over 146 years) sets no
     * deadline of its own.
     *
     * @param timeout how long the work may take
     * @return a new context; close it when done, which releases its timer at once
     */
    CancellableContext withTimeout(Duration timeout);

    /**
     * A child whose deadline is {@code deadline}, if the parent's is not earlier. A deadline already past cancels the child
     * at birth. The wall clock is read once, now; later changes of it do not move the deadline.
     *
     * @param deadline when the work must be done
     * @return a new context; close it when done, which releases its timer at once
     */
    CancellableContext withDeadline(Instant deadline);

    /**
     * The same values, without the cancellation and the deadline: for work that must outlive its request. Prefer
     * {@link #shielded} for cleanup, which has an end.
     *
     * @return a new context
     */
    Context withoutCancel();

    /**
     * A child for cleanup: it is cancelled not with its parent, but {@code grace} later, for the parent's reason. Inside its
     * {@link #run} and {@link #call}, and those of what is derived from it, a pending interrupt by a cancelled scope is held
     * back, and is set again afterwards.
     *
     * @param grace how long the work may go on after the parent was cancelled; zero or negative: not at all; too long to
     *     represent: without end
     * @return a new context; close it when done
     */
    CancellableContext shielded(Duration grace);

    /**
     * A child that carries one more value. The nearest value of a key wins.
     *
     * @param <T> the type of the value
     * @param key names the value
     * @param value the value; not null
     * @return a new context
     * @throws IllegalArgumentException if {@code value} is not of the key's type (possible with a raw key)
     */
    <T> Context with(ContextKey<T> key, T value);

    /**
     * The nearest value of a key, else the key's default, else null. The time it takes does not grow with the number of
     * layers.
     *
     * @param <T> the type of the value
     * @param key names the value
     * @return the value, the default or null
     */
    <T> @Nullable T get(ContextKey<T> key);

    /** {@return whether this context was cancelled} True exactly when {@link #reason()} is present, and never false again. */
    boolean isCancelled();

    /** {@return why this context was cancelled, if it was} */
    Optional<CancelReason> reason();

    /** {@return when this context will be cancelled at the latest: the earliest deadline on the way up, if there is one} */
    Optional<Instant> deadline();

    /** {@return how long until the deadline, if there is one: zero when it has passed, never negative} */
    Optional<Duration> remaining();

    /**
     * Returns if this context is not cancelled.
     *
     * @throws DeadlineExceededException if a deadline cancelled it
     * @throws CancelledException if it was cancelled otherwise
     */
    void throwIfCancelled();

    /**
     * Runs a hook once when this context is cancelled; at once if it already is; never if it is not. The hook runs on a
     * virtual thread of its own, in a context with this one's values that is not cancelled; what it throws is logged and
     * harms nobody. It belongs to the scope in which it was registered: that scope does not end while the hook runs.
     *
     * @param hook what to do; it may block
     * @return a handle that takes the hook back; registrations that are not taken back live as long as this context
     */
    Registration onCancel(Runnable hook);

    /**
     * {@link #onCancel(Runnable)} for a hook that may throw a checked exception, as {@code statement::cancel}.
     *
     * @param hook what to do; it may block
     * @return a handle that takes the hook back
     */
    default Registration onCancel(CancelHook hook) {
        return onCancel((Runnable) hook);
    }

    /**
     * Runs a body with this context as the {@linkplain #current() current} one, on the calling thread.
     *
     * @param <X> what the body may throw
     * @param body the work
     * @throws X what the body throws
     * @throws IllegalStateException if the body left a scope open that it had opened; that scope is closed first
     */
    <X extends Throwable> void run(Body<X> body) throws X;

    /**
     * Like {@link #run}, with a result.
     *
     * @param <T> the type of the result
     * @param <X> what the body may throw
     * @param body the work
     * @return what the body returns
     * @throws X what the body throws
     * @throws IllegalStateException if the body left a scope open that it had opened; that scope is closed first
     */
    <T extends @Nullable Object, X extends Throwable> T call(Op<? extends T, X> body) throws X;

    /**
     * The chain from the root to this context: the kind of each layer, time left, names of keys, never their values.
     */
    @Override
    String toString();
}
