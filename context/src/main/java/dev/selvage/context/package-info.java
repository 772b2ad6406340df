/**
 * Contexts: a tree that carries cancellation, deadlines and values from a request to everything done for it.
 *
 * <ul>
 *   <li>{@link dev.selvage.context.Context} is a node of the tree; {@link dev.selvage.context.CancellableContext} is one
 *       that its creator can end.
 *   <li>{@link dev.selvage.context.CancelReason} says why a context ended; {@link
 *       dev.selvage.context.CancelledException} and {@link dev.selvage.context.DeadlineExceededException} carry it.
 *   <li>{@link dev.selvage.context.ContextKey} names a value; {@link dev.selvage.context.Registration} is a hook that
 *       runs on cancellation.
 * </ul>
 *
 * <h2>Memory consistency</h2>
 *
 * <ul>
 *   <li>What a thread did before it cancelled a context <i>happens-before</i> what any thread does after it saw
 *       {@code isCancelled()} return true, or {@code reason()} present, on that context or on one below it.
 *   <li>What a thread did before cancelling <i>happens-before</i> the hooks that the cancellation runs.
 *   <li>What a hook did <i>happens-before</i> the return of a {@link dev.selvage.context.Registration#close()} that
 *       waited for it.
 *   <li>What a thread did before deriving a context <i>happens-before</i> what a thread does that was handed the child.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.context;
