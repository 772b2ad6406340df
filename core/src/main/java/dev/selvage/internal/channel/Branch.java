package dev.selvage.internal.channel;

import org.jspecify.annotations.Nullable;

/**
 * A case and what to do then.
 *
 * @param <R> the type of the result
 * @param <X> what it may throw
 */
public interface Branch<R extends @Nullable Object, X extends Throwable> {
    /** What is waited for. */
    Case what();

    /** What to do with what the case gave; outside of all locks. */
    R run(Object got) throws X, InterruptedException;
}
