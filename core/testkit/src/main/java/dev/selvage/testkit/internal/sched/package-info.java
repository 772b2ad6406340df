/**
 * One run of a test on one thread: who goes next is decided here.
 *
 * <ul>
 *   <li>{@link dev.selvage.testkit.internal.sched.Run}: the loop; {@link dev.selvage.testkit.internal.sched.Scheduler}: what
 *       the JDK sees of it.
 *   <li>{@link dev.selvage.testkit.internal.sched.Choices}: every choice of a run, made by a {@link
 *       dev.selvage.testkit.internal.sched.Chooser}.
 *   <li>{@link dev.selvage.testkit.internal.sched.Standstill}: what when nobody can go on; {@link
 *       dev.selvage.testkit.internal.sched.Outside}: who waits for the world outside; {@link
 *       dev.selvage.testkit.internal.sched.Leftovers}: what was not closed.
 *   <li>{@link dev.selvage.testkit.internal.sched.VirtualTimers}: the clock.
 *   <li>{@link dev.selvage.testkit.internal.sched.Trace}: what happened.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.sched;
