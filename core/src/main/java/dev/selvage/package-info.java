/**
 * Scopes and goroutines: work that is started is owned, and ends before its owner does.
 *
 * <ul>
 *   <li>{@link dev.selvage.Scope} starts goroutines and does not end before they have; {@link dev.selvage.ScopeOptions}
 *       says how it behaves.
 *   <li>{@link dev.selvage.Goroutine} is the handle: await, cancel, {@link dev.selvage.Outcome}.
 *   <li>{@link dev.selvage.ScopeFailedException} and {@link dev.selvage.GoroutineFailedException} carry a {@link
 *       dev.selvage.GoroutineFailure}.
 *   <li>{@link dev.selvage.Goroutines} counts and dumps; {@link dev.selvage.ScopeListener} is told as it happens.
 * </ul>
 *
 * <h2>Memory consistency</h2>
 *
 * <ul>
 *   <li>What a thread did before {@code go} <i>happens-before</i> what the goroutine does.
 *   <li>What a goroutine did <i>happens-before</i> the return of an {@code await}, {@code outcome} or {@code join} that saw
 *       its end, and before the return from its scope.
 *   <li>What a thread did before cancelling a scope or a goroutine <i>happens-before</i> what the cancelled work does after it
 *       noticed.
 *   <li>What the body and the goroutines of a scope did <i>happens-before</i> its {@code defer}red cleanups.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage;
