/**
 * What tests of concurrent code need.
 *
 * <ul>
 *   <li>{@link dev.selvage.testkit.LeakCheck} and {@link dev.selvage.testkit.Leaks}: what a test leaves behind fails it.
 *   <li>{@link dev.selvage.testkit.ScopeAssertions}: where goroutines stand and how they ended, for AssertJ.
 *   <li>{@link dev.selvage.testkit.FakeTimeSource}: time that a test moves, for code of your own.
 *   <li>{@link dev.selvage.testkit.FaultInjector}: operations that fail, come late or are cancelled, at chosen points.
 *   <li>{@link dev.selvage.testkit.VirtualTime}: sleeps, deadlines and timeouts that take no time.
 *   <li>{@link dev.selvage.testkit.Simulation}: many schedules, each chosen and repeatable; {@link
 *       dev.selvage.testkit.SimulationTest} for JUnit.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit;
