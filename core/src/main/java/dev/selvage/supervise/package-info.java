/**
 * Goroutines that must stay up, after Erlang/OTP, and scopes that frameworks start and stop.
 *
 * <ul>
 *   <li>{@link dev.selvage.supervise.Supervisor} keeps {@link dev.selvage.supervise.Child children} up inside a scope: starts
 *       them in order, restarts those that crash, stops them last first; {@link dev.selvage.supervise.SupervisorOptions}
 *       says how.
 *   <li>{@link dev.selvage.supervise.Service} owns a thread that owns a scope, for what is started and stopped from different
 *       threads.
 *   <li>{@link dev.selvage.supervise.Lifecycle} is what either gives its work: say that you are ready, hear that you should stop.
 *   <li>{@link dev.selvage.supervise.SupervisionException}: restarting did not help; it lists the crashes.
 * </ul>
 *
 * <h2>Memory consistency</h2>
 *
 * <ul>
 *   <li>What a child did before it ended <i>happens-before</i> what its next run does.
 *   <li>What work did before {@code ready()} <i>happens-before</i> the return of an {@code awaitReady} and the start of the
 *       children that come after it.
 *   <li>What a thread did before it asked for a stop <i>happens-before</i> what the work does after it noticed.
 *   <li>What a service's scope did <i>happens-before</i> the return of an {@code await} or {@code stop} that saw its end.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.supervise;
