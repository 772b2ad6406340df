/**
 * Channels under jcstress: the memory effects that {@code dev.selvage.channel} promises, one class a promise, and the races in
 * which a value could get lost or be there twice. A nested class is a test, for one kind of channel each.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.jcstress;
