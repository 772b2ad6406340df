package dev.selvage.flow;

import org.jspecify.annotations.Nullable;

/** What makes one result of several: the last argument of {@link Race#all(java.util.concurrent.Callable, java.util.concurrent.Callable, Of2) Race.all}. */
public final class Join {
    private Join() {}

    /**
     * Of two.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <R> the type of what they make together
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Of2<
            A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object, X extends Throwable> {
        /**
         * Puts the results together.
         *
         * @param a the first result
         * @param b the second result
         * @return what they make together
         * @throws X whatever goes wrong
         * @throws InterruptedException if interrupted
         */
        R apply(A a, B b) throws X, InterruptedException;
    }

    /**
     * Of three.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <R> the type of what they make together
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Of3<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            R extends @Nullable Object,
            X extends Throwable> {
        /**
         * Puts the results together.
         *
         * @param a the first result
         * @param b the second result
         * @param c the third result
         * @return what they make together
         * @throws X whatever goes wrong
         * @throws InterruptedException if interrupted
         */
        R apply(A a, B b, C c) throws X, InterruptedException;
    }

    /**
     * Of four.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <R> the type of what they make together
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Of4<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            R extends @Nullable Object,
            X extends Throwable> {
        /**
         * Puts the results together.
         *
         * @param a the first result
         * @param b the second result
         * @param c the third result
         * @param d the fourth result
         * @return what they make together
         * @throws X whatever goes wrong
         * @throws InterruptedException if interrupted
         */
        R apply(A a, B b, C c, D d) throws X, InterruptedException;
    }

    /**
     * Of five.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <E> the type of the fifth result
     * @param <R> the type of what they make together
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Of5<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object,
            R extends @Nullable Object,
            X extends Throwable> {
        /**
         * Puts the results together.
         *
         * @param a the first result
         * @param b the second result
         * @param c the third result
         * @param d the fourth result
         * @param e the fifth result
         * @return what they make together
         * @throws X whatever goes wrong
         * @throws InterruptedException if interrupted
         */
        R apply(A a, B b, C c, D d, E e) throws X, InterruptedException;
    }
}
