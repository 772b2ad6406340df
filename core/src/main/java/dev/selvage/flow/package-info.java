/**
 * The patterns that people otherwise write by hand, as small functions on scopes.
 *
 * <ul>
 *   <li>Many at once: {@link dev.selvage.flow.Parallel} over a source; {@link dev.selvage.flow.WorkerPool} for what comes in
 *       from elsewhere.
 *   <li>One of several: {@link dev.selvage.flow.Race}, {@link dev.selvage.flow.Hedge}.
 *   <li>Again, or something else: {@link dev.selvage.flow.Retry} with a {@link dev.selvage.flow.Schedule}, {@link
 *       dev.selvage.flow.Timeouts}.
 *   <li>Not too many: {@link dev.selvage.flow.Bulkhead}, {@link dev.selvage.flow.RateLimiter}, {@link
 *       dev.selvage.flow.SingleFlight}.
 *   <li>Stages and channels: {@link dev.selvage.flow.Pipeline}, {@link dev.selvage.flow.FanIn}, {@link
 *       dev.selvage.flow.FanOut}; and several of the above in one line, {@link dev.selvage.flow.Call}.
 * </ul>
 *
 * <p>Every function here is a scope inside: nothing it started outlives the call, the deadline and the cancellation of the
 * current context pass through, and what fails leaves as it does from a {@link dev.selvage.Scope}: the calling thread's own
 * failure as itself, a goroutine's as {@link dev.selvage.ScopeFailedException}. Time is that of the current context.
 *
 * <h2>Memory consistency</h2>
 *
 * <ul>
 *   <li>What a thread did before the call <i>happens-before</i> what the tasks do, and what the tasks did
 *       <i>happens-before</i> the return from the call.
 *   <li>What a thread did before it gave a permit of a {@link dev.selvage.flow.Bulkhead} back <i>happens-before</i> what the
 *       thread does that is given it.
 *   <li>What the task of a {@link dev.selvage.flow.SingleFlight} did <i>happens-before</i> the return to each caller that
 *       shares its result.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.flow;
