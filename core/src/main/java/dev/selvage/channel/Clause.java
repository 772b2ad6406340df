package dev.selvage.channel;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One branch of a {@link Select}: what is waited for, and what to do then. Immutable, and good for any number of selects, also at
 * the same time. Handlers run on the selecting thread, outside of all locks; what they throw leaves the select.
 *
 * @param <R> the type of the handler's result
 * @param <X> what the handler may throw
 */
public sealed interface Clause<R extends @Nullable Object, X extends Throwable> permits ClauseImpl {

    /**
     * A handler that is given nothing.
     *
     * @param <R> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Op<R extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work.
         *
         * @return the result of the select
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        R call() throws X, InterruptedException;
    }

    /**
     * A handler that is given a value.
     *
     * @param <T> the type of the value
     * @param <R> the type of the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Fn<T extends @Nullable Object, R extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work.
         *
         * @param value the value
         * @return the result of the select
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        R apply(T value) throws X, InterruptedException;
    }

    /**
     * An {@link Op} without a result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Body<X extends Throwable> {
        /**
         * Does the work.
         *
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        void run() throws X, InterruptedException;
    }

    /**
     * A {@link Fn} without a result.
     *
     * @param <T> the type of the value
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Action<T extends @Nullable Object, X extends Throwable> {
        /**
         * Does the work.
         *
         * @param value the value
         * @throws X whatever the work throws
         * @throws InterruptedException if interrupted
         */
        void accept(T value) throws X, InterruptedException;
    }

    /**
     * This clause, or one that is never ready: what a nil channel is for in Go.
     *
     * @param enabled whether it takes part
     * @return a clause
     */
    Clause<R, X> when(boolean enabled);

    /**
     * This clause, taking part only where a condition holds, which every select asks once, on its thread, before it waits. For a
     * {@link Select} that is built once.
     *
     * @param condition whether it takes part
     * @return a clause
     */
    Clause<R, X> when(BooleanSupplier condition);
}
