/**
 * The only place that touches {@code java.util.concurrent.StructuredTaskScope}, a preview API of JDK 25 to 27.
 *
 * <ul>
 *   <li>{@link dev.selvage.internal.jdk.TaskScope}: one open scope, as the rest of core sees it.
 *   <li>{@code ScopeThreads}: configures that scope and notes each thread made for it.
 *   <li>{@code StsHandles}: finds the methods by name, once, in shapes that are the same in every supported JDK.
 * </ul>
 *
 * <p>What a thread does before {@code fork} happens-before the task; what the task does happens-before the return of
 * {@code close}.
 */
@NullMarked
package dev.selvage.internal.jdk;

import org.jspecify.annotations.NullMarked;
