package dev.selvage.context;

/**
 * A context that its creator can end. Close it when the work it was made for is done: that releases its place in the parent
 * and its timer.
 */
public sealed interface CancellableContext extends Context, AutoCloseable
        permits dev.selvage.context.internal.CancelNode {

    /**
     * Cancels this context and everything below it: by the return, every descendant is cancelled with the same reason,
     * unless it had one already. The first reason wins; cancelling again has no effect. Hooks are started, not waited for.
     * Does not block on user code; safe from any thread.
     */
    void cancel();

    /**
     * Cancels like {@link #cancel()}, for a reason that carries a cause.
     *
     * @param cause the failure that makes the work pointless
     * @throws NullPointerException if {@code cause} is null
     */
    void cancel(Throwable cause);

    /**
     * Ends this context: cancels it with kind {@link CancelReason.Kind#CLOSED} if nothing has cancelled it before. Does not
     * block; safe from any thread.
     */
    @Override
    void close();
}
