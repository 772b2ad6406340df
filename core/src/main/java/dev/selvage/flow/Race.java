package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.ScopeOptions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Several tasks at once, for one result or for all.
 *
 * {@snippet :
 * Route route = Race.anySuccess(() -> north.route(a, b), () -> south.route(a, b));
 *
 * Page page = Race.all(() -> users.find(id), () -> shop.orders(id), Page::new);
 * }
 *
 * <p>Each task is a goroutine of a scope of the call. When the race is decided the others are cancelled and waited for; what they
 * then fail with is logged, at debug level, and does not change the result, except for an {@link Error}: that always leaves.
 *
 * <p>After ZIO's {@code raceFirst} and the shutdown policies of {@code StructuredTaskScope}.
 */
public final class Race {
    private static final ScopeOptions ALL = Scope.options().named("all");

    private Race() {}

    /**
     * What the first task to end returns or throws.
     *
     * @param <T> the type of the results
     * @param tasks at least one
     * @return what it returned
     * @throws ScopeFailedException if it threw; the cause is what it threw. Also if any task threw an {@link Error}
     * @throws dev.selvage.context.CancelledException if the current context was cancelled first; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside
     * @throws IllegalArgumentException if there is no task: nobody would ever win
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T extends @Nullable Object> T first(Callable<? extends T>... tasks) throws InterruptedException {
        return Race.<T>first(Arrays.asList(tasks));
    }

    /**
     * {@link #first(Callable...)} of a number of tasks that is not known beforehand.
     *
     * @param <T> the type of the results
     * @param tasks at least one
     * @return what the first to end returned
     * @throws InterruptedException as {@link #first(Callable...)}
     */
    public static <T extends @Nullable Object> T first(Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException {
        return new RaceRun<T>(List.copyOf(tasks), 1).run();
    }

    /**
     * What the first task that succeeds returns.
     *
     * @param <T> the type of the results
     * @param tasks at least one
     * @return what it returned
     * @throws ScopeFailedException if all failed, with every failure in it; or if any task threw an {@link Error}, at once
     * @throws dev.selvage.context.CancelledException as {@link #first(Callable...)}
     * @throws InterruptedException if the thread was interrupted from outside
     * @throws IllegalArgumentException if there is no task: nobody would ever win
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T extends @Nullable Object> T anySuccess(Callable<? extends T>... tasks)
            throws InterruptedException {
        return Race.<T>anySuccess(Arrays.asList(tasks));
    }

    /**
     * {@link #anySuccess(Callable...)} of a number of tasks that is not known beforehand.
     *
     * @param <T> the type of the results
     * @param tasks at least one
     * @return what the first to succeed returned
     * @throws InterruptedException as {@link #anySuccess(Callable...)}
     */
    public static <T extends @Nullable Object> T anySuccess(Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException {
        return new RaceRun<T>(List.copyOf(tasks), tasks.size()).run();
    }

    /**
     * Both results, put together. The first failure cancels the rest.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <R> the type of what they make together
     * @param <X> what putting them together may throw
     * @param a the first task
     * @param b the second task
     * @param join puts the results together, on the calling thread
     * @return what it makes of them
     * @throws X what {@code join} throws
     * @throws ScopeFailedException if a task failed
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    R extends @Nullable Object,
                    X extends Throwable>
            R all(Callable<? extends A> a, Callable<? extends B> b, Join.Of2<A, B, R, X> join)
                    throws X, InterruptedException {
        return ALL.<R, X>call(scope -> {
            Goroutine<A> one = scope.go(a);
            Goroutine<B> two = scope.go(b);
            scope.join();
            return join.apply(one.await(), two.await());
        });
    }

    /**
     * Three results, put together, as {@link #all(Callable, Callable, Join.Of2)}.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <R> the type of what they make together
     * @param <X> what putting them together may throw
     * @param a the first task
     * @param b the second task
     * @param c the third task
     * @param join puts the results together, on the calling thread
     * @return what it makes of them
     * @throws X what {@code join} throws
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object,
                    X extends Throwable>
            R all(
                    Callable<? extends A> a,
                    Callable<? extends B> b,
                    Callable<? extends C> c,
                    Join.Of3<A, B, C, R, X> join)
                    throws X, InterruptedException {
        return ALL.<R, X>call(scope -> {
            Goroutine<A> one = scope.go(a);
            Goroutine<B> two = scope.go(b);
            Goroutine<C> three = scope.go(c);
            scope.join();
            return join.apply(one.await(), two.await(), three.await());
        });
    }

    /**
     * Four results, put together, as {@link #all(Callable, Callable, Join.Of2)}.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <R> the type of what they make together
     * @param <X> what putting them together may throw
     * @param a the first task
     * @param b the second task
     * @param c the third task
     * @param d the fourth task
     * @param join puts the results together, on the calling thread
     * @return what it makes of them
     * @throws X what {@code join} throws
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object,
                    X extends Throwable>
            R all(
                    Callable<? extends A> a,
                    Callable<? extends B> b,
                    Callable<? extends C> c,
                    Callable<? extends D> d,
                    Join.Of4<A, B, C, D, R, X> join)
                    throws X, InterruptedException {
        return ALL.<R, X>call(scope -> {
            Goroutine<A> one = scope.go(a);
            Goroutine<B> two = scope.go(b);
            Goroutine<C> three = scope.go(c);
            Goroutine<D> four = scope.go(d);
            scope.join();
            return join.apply(one.await(), two.await(), three.await(), four.await());
        });
    }

    /**
     * Five results, put together, as {@link #all(Callable, Callable, Join.Of2)}.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <E> the type of the fifth result
     * @param <R> the type of what they make together
     * @param <X> what putting them together may throw
     * @param a the first task
     * @param b the second task
     * @param c the third task
     * @param d the fourth task
     * @param e the fifth task
     * @param join puts the results together, on the calling thread
     * @return what it makes of them
     * @throws X what {@code join} throws
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object,
                    X extends Throwable>
            R all(
                    Callable<? extends A> a,
                    Callable<? extends B> b,
                    Callable<? extends C> c,
                    Callable<? extends D> d,
                    Callable<? extends E> e,
                    Join.Of5<A, B, C, D, E, R, X> join)
                    throws X, InterruptedException {
        return ALL.<R, X>call(scope -> {
            Goroutine<A> one = scope.go(a);
            Goroutine<B> two = scope.go(b);
            Goroutine<C> three = scope.go(c);
            Goroutine<D> four = scope.go(d);
            Goroutine<E> five = scope.go(e);
            scope.join();
            return join.apply(one.await(), two.await(), three.await(), four.await(), five.await());
        });
    }
}
