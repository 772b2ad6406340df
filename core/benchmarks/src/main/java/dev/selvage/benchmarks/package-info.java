/**
 * What Selvage costs, beside its peers in the same run.
 *
 * <ul>
 *   <li>{@link dev.selvage.benchmarks.Benchmarks}: the command; {@link dev.selvage.benchmarks.Arguments} its options
 *   <li>{@link dev.selvage.benchmarks.Works}: what is compared with what, and what is to be reached
 *   <li>{@link dev.selvage.benchmarks.StartAndJoin} and the other subclasses of {@link
 *       dev.selvage.benchmarks.VirtualCaller}: the benchmarks, a method for each peer
 *   <li>{@link dev.selvage.benchmarks.Parked}, {@link dev.selvage.benchmarks.Million}: programs that measure heap, each
 *       run in a JVM of its own
 *   <li>{@link dev.selvage.benchmarks.Rounds}: runs them so that peers take turns; {@link
 *       dev.selvage.benchmarks.Report} prints the table
 * </ul>
 */
@NullMarked
package dev.selvage.benchmarks;

import org.jspecify.annotations.NullMarked;
