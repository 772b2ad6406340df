/**
 * The engine below contexts and scopes; open to Selvage's own modules only.
 *
 * <ul>
 *   <li>Tree: {@link dev.selvage.context.internal.AbstractContext}, {@link dev.selvage.context.internal.CancelNode} and its
 *       kinds, {@link dev.selvage.context.internal.Link} and {@link dev.selvage.context.internal.Links}, {@link
 *       dev.selvage.context.internal.Cancellation}.
 *   <li>Thread: {@link dev.selvage.context.internal.Ambient} and its {@link dev.selvage.context.internal.Frame}s say what a
 *       thread runs in and who may interrupt it.
 *   <li>The one seam for blocking: {@link dev.selvage.context.internal.Park}. The one seam for time: {@link
 *       dev.selvage.context.internal.TimeSource}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.context.internal;
