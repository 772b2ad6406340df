/**
 * The engine of channels and select, which knows values as objects and nothing of the packages above.
 *
 * <ul>
 *   <li>{@link dev.selvage.internal.channel.Exchange} is one channel: a lock, a ring, and queues of waiters.
 *   <li>{@link dev.selvage.internal.channel.Selection} is one wait of a select at several of them.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.internal.channel;
