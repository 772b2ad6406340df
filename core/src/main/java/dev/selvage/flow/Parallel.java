package dev.selvage.flow;

import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.ScopeOptions;
import dev.selvage.channel.Receiver;
import dev.selvage.internal.Interrupts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same work on every item of a source, a limited number at a time.
 *
 * {@snippet :
 * List<Page> pages = Parallel.map(addresses, 16, address -> fetch(address)); // in the order of the addresses
 *
 * Parallel.forEach(jobs, 8, job -> handle(job)); // jobs is a Receiver: until it is closed
 * }
 *
 * <p>The source is read on the calling thread, and lazily: an item is taken only when fewer than {@code limit} are under way, so a
 * source without an end will do for {@code forEach}. Any {@link Iterable} is one, a {@link Receiver} too. The work is done by at most {@code limit} goroutines, each of
 * which takes one item after the other.
 *
 * <p>The first failure cancels the rest, and leaves as {@link ScopeFailedException} when all have ended; what the source throws
 * leaves as itself. The methods block until all is done, and end with the deadline and the cancellation of the current context.
 *
 * <p>After Go's {@code errgroup} with {@code SetLimit}, and {@code conc}'s {@code iter.Map}.
 */
public final class Parallel {
    private static final ScopeOptions OPTIONS = Scope.options().named("parallel");

    private Parallel() {}

    /**
     * Work on an item, with a result.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     */
    @FunctionalInterface
    public interface Fn<T extends @Nullable Object, R extends @Nullable Object> {
        /**
         * Does the work, in a goroutine.
         *
         * @param item the item
         * @return the result
         * @throws Exception whatever goes wrong
         */
        R apply(T item) throws Exception;
    }

    /**
     * Work on an item, without a result.
     *
     * @param <T> the type of the items
     */
    @FunctionalInterface
    public interface Action<T extends @Nullable Object> {
        /**
         * Does the work, in a goroutine.
         *
         * @param item the item
         * @throws Exception whatever goes wrong
         */
        void accept(T item) throws Exception;
    }

    /**
     * The results of a function, in the order of the items.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the results
     * @throws ScopeFailedException if it failed for an item
     * @throws dev.selvage.context.CancelledException if the current context was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside; all have ended before it leaves
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Iterable<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return mapped(items.iterator(), limit, fn);
    }

    /**
     * {@link #map(Iterable, int, Fn)} of an iterator.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the results
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Iterator<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return mapped(items, limit, fn);
    }

    /**
     * {@link #map(Iterable, int, Fn)} of a stream.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source; read in its order, and not closed
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the results
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Stream<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return mapped(items.sequential().iterator(), limit, fn);
    }

    /**
     * Does something with each item.
     *
     * @param <T> the type of the items
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param action called on several threads at once
     * @throws ScopeFailedException if it failed for an item
     * @throws dev.selvage.context.CancelledException if the current context was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside; all have ended before it leaves
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public static <T extends @Nullable Object> void forEach(
            Iterable<? extends T> items, int limit, Action<? super T> action) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        done(items.iterator(), limit, action);
    }

    /**
     * {@link #forEach(Iterable, int, Action)} of an iterator.
     *
     * @param <T> the type of the items
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param action called on several threads at once
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object> void forEach(
            Iterator<? extends T> items, int limit, Action<? super T> action) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        done(items, limit, action);
    }

    /**
     * {@link #forEach(Iterable, int, Action)} of a stream.
     *
     * @param <T> the type of the items
     * @param items the source; read in its order, and not closed
     * @param limit how many may be under way at a time, at least 1
     * @param action called on several threads at once
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object> void forEach(
            Stream<? extends T> items, int limit, Action<? super T> action) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        done(items.sequential().iterator(), limit, action);
    }

    /**
     * How it went for each item, in the order of the items: a failure cancels nobody, and leaves nothing but its outcome.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the outcomes; none of them is {@link Outcome.Cancelled}, because then the whole is
     * @throws VirtualMachineError as itself: the JVM is in trouble, not the item
     * @throws dev.selvage.context.CancelledException if the current context was cancelled; a {@link
     *     dev.selvage.context.DeadlineExceededException} if by a deadline
     * @throws InterruptedException if the thread was interrupted from outside; all have ended before it leaves
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> mapSettled(
            Iterable<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return settled(items.iterator(), limit, fn);
    }

    /**
     * {@link #mapSettled(Iterable, int, Fn)} of an iterator.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the outcomes; none of them is {@link Outcome.Cancelled}, because then the whole is
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> mapSettled(
            Iterator<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return settled(items, limit, fn);
    }

    /**
     * {@link #mapSettled(Iterable, int, Fn)} of a stream.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param items the source; read in its order, and not closed
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return the outcomes; none of them is {@link Outcome.Cancelled}, because then the whole is
     * @throws InterruptedException as there
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> mapSettled(
            Stream<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        Objects.requireNonNull(items, "items");
        return settled(items.sequential().iterator(), limit, fn);
    }

    /**
     * {@link #map} as a stage of a stream: {@code stream.gather(Parallel.gatherer(8, fn))}. It takes {@code limit} items, works on all
     * of them at once, passes their results on in order, and takes the next: no goroutine goes on between two calls of the stream,
     * which could end at any of them without telling. So it is as slow as the slowest of each {@code limit} items.
     *
     * <p>The stage throws what {@code map} throws; but where that throws {@link InterruptedException} it throws {@link
     * dev.selvage.context.CancelledException}, and keeps the interrupt flag.
     *
     * @param <T> the type of the items
     * @param <R> the type of the results
     * @param limit how many may be under way at a time, at least 1
     * @param fn called on several threads at once
     * @return a gatherer, good for any number of streams
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> Gatherer<T, ?, R> gatherer(
            int limit, Fn<? super T, ? extends R> fn) {
        check(limit);
        Objects.requireNonNull(fn, "fn");
        return Gatherer.<T, List<T>, R>ofSequential(
                ArrayList::new,
                (batch, item, down) -> {
                    batch.add(item);
                    return batch.size() < limit || Parallel.<T, R>pass(batch, limit, fn, down);
                },
                (batch, down) -> Parallel.<T, R>pass(batch, limit, fn, down));
    }

    /** Works on a batch and passes the results on; false if nobody wants more. */
    private static <T extends @Nullable Object, R extends @Nullable Object> boolean pass(
            List<T> batch, int limit, Fn<? super T, ? extends R> fn, Downstream<? super R> down) {
        List<R> results;
        try {
            results = Parallel.<T, R>mapped(batch.iterator(), limit, fn);
        } catch (InterruptedException interrupt) {
            throw Interrupts.kept(interrupt, "working on items of a stream");
        } finally {
            batch.clear();
        }
        for (R result : results) {
            if (!down.push(result)) {
                return false;
            }
        }
        return !down.isRejecting();
    }

    @SuppressWarnings("NullAway") // what is null was returned by the function, so R admits it
    private static <T extends @Nullable Object, R extends @Nullable Object> List<R> mapped(
            Iterator<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        List<Workers.Item<T, R>> taken = run(OPTIONS, items, limit, fn);
        List<R> results = new ArrayList<>(taken.size());
        taken.forEach(item -> results.add(item.result));
        return results;
    }

    private static <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> settled(
            Iterator<? extends T> items, int limit, Fn<? super T, ? extends R> fn) throws InterruptedException {
        ScopeOptions settling = OPTIONS.isolated(failure -> {}); // each is told of by its outcome
        List<Workers.Item<T, R>> taken = Parallel.<T, R>run(settling, items, limit, fn);
        List<Outcome<R>> outcomes = new ArrayList<>(taken.size());
        taken.forEach(item -> outcomes.add(item.outcome()));
        return outcomes;
    }

    private static <T extends @Nullable Object, R extends @Nullable Object> List<Workers.Item<T, R>> run(
            ScopeOptions options, Iterator<? extends T> items, int limit, Fn<? super T, ? extends R> fn)
            throws InterruptedException {
        Objects.requireNonNull(fn, "fn");
        Workers<T, R> workers = new Workers<>(check(limit), fn);
        List<Workers.Item<T, R>> taken = new ArrayList<>();
        options.<RuntimeException>run(scope -> workers.run(scope, items, taken::add));
        return taken;
    }

    private static <T extends @Nullable Object> void done(
            Iterator<? extends T> items, int limit, Action<? super T> action) throws InterruptedException {
        Objects.requireNonNull(action, "action");
        Workers<T, @Nullable Void> workers = new Workers<>(check(limit), item -> {
            action.accept(item);
            return null;
        });
        OPTIONS.<RuntimeException>run(scope -> workers.run(scope, items, item -> {}));
    }

    private static int check(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit must be at least 1, but is " + limit);
        }
        return limit;
    }
}
