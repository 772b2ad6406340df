package dev.selvage;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/**
 * How a goroutine ended. Immutable.
 *
 * @param <T> the type of the result
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /**
     * It returned.
     *
     * @param <T> the type of the result
     * @param value what it returned; may be null
     */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /**
     * It threw.
     *
     * @param <T> the type of the result
     * @param failure who and what
     */
    record Failure<T extends @Nullable Object>(GoroutineFailure failure) implements Outcome<T> {}

    /**
     * It was cancelled before it returned, or before it started.
     *
     * @param <T> the type of the result
     * @param reason why
     */
    record Cancelled<T extends @Nullable Object>(CancelReason reason) implements Outcome<T> {}
}
