package dev.selvage;

/**
 * Counts since the JVM started; each is exact when nothing runs, and at most a moment old otherwise.
 *
 * @param started accepted by a scope
 * @param ended ended, in whatever way; {@code started - ended} live
 * @param failed ended by an exception that was no cancellation, panics included
 * @param panicked ended by a {@link RuntimeException} or an {@link Error}
 * @param cancelled ended by cancellation
 * @param stuck reported as going on although cancelled, each goroutine once
 */
public record GoroutineStats(long started, long ended, long failed, long panicked, long cancelled, long stuck) {}
