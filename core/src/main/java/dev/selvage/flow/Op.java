package dev.selvage.flow;

import org.jspecify.annotations.Nullable;

/**
 * Work with a result that runs on the calling thread, at least at first: what it throws leaves as itself.
 *
 * @param <T> the type of the result
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface Op<T extends @Nullable Object, X extends Throwable> {
    /**
     * Does the work.
     *
     * @return the result
     * @throws X whatever the work throws
     * @throws InterruptedException if interrupted
     */
    T call() throws X, InterruptedException;
}
