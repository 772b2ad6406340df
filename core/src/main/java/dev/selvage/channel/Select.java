package dev.selvage.channel;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.internal.Spans;
import dev.selvage.internal.channel.Branch;
import dev.selvage.internal.channel.Case;
import dev.selvage.internal.channel.LockAll;
import dev.selvage.internal.channel.Selection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for several things at once, and does what belongs to the first that is ready: Go's {@code select}.
 *
 * {@snippet :
 * String s = Select.select(
 *         jobs.onReceive(job -> work(job)),
 *         out.onSend(v, () -> "sent"),
 *         Select.onDone(ctx, () -> "stopped"),
 *         Select.after(ofMillis(50), () -> "slow"));
 * }
 *
 * <p>Exactly one clause runs. If several are ready, each is as likely as the others ({@link #first}: the first of them). Its
 * handler runs on the calling thread, outside of all locks; its result is that of the select, and what it throws leaves the
 * select. No clause, or none that is enabled: blocks until cancelled, as {@code select {}}.
 *
 * <p>A cancellation point, like the operations it is made of: throws {@link InterruptedException} if the current context is
 * cancelled or the thread interrupted, at the start or while it waits, and nothing was sent or received then. Only a clause {@link
 * #onDone(Context, Clause.Op) onDone} of a context that is cancelled goes before that; the interrupt is left for what follows.
 *
 * <p>A select that is built {@linkplain #of once} can run any number of times, on any thread; where a clause is ready it
 * allocates nothing of its own, if it has up to sixteen clauses and none of them is switched off.
 *
 * @param <R> the type of the result
 * @param <X> what the handlers may throw
 */
public final class Select<R extends @Nullable Object, X extends Throwable> {
    private final ClauseImpl<? extends R, ? extends X>[] clauses;
    private final boolean fair;

    /** Those of all clauses. */
    private final LockAll locks;

    private Select(ClauseImpl<? extends R, ? extends X>[] clauses, boolean fair) {
        this.clauses = clauses;
        this.fair = fair;
        this.locks = LockAll.of(clauses);
    }

    /**
     * Selects fairly.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return what the handler returns
     * @throws X what the handler throws
     * @throws ChannelClosedException if a clause was ready because its channel is closed, and there is none for the closing
     * @throws InterruptedException if the thread is interrupted or its context cancelled, and no clause waits for that
     * @throws IllegalArgumentException if there is more than one {@link #otherwise}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> R select(
            Clause<? extends R, ? extends X>... clauses) throws X, InterruptedException {
        return Selection.<R, X>select(enabled(implementations(clauses)), true, null);
    }

    /**
     * Selects the first clause, in the order written, among those that are ready.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return what the handler returns
     * @throws X what the handler throws
     * @throws ChannelClosedException as {@link #select}
     * @throws InterruptedException as {@link #select}
     * @throws IllegalArgumentException as {@link #select}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> R first(Clause<? extends R, ? extends X>... clauses)
            throws X, InterruptedException {
        return Selection.<R, X>select(enabled(implementations(clauses)), false, null);
    }

    /**
     * A fair select to be {@link #run} many times.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return the select
     * @throws IllegalArgumentException as {@link #select}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> Select<R, X> of(
            Clause<? extends R, ? extends X>... clauses) {
        return new Select<>(implementations(clauses), true);
    }

    /**
     * A select {@linkplain #first in the order written}, to be {@link #run} many times.
     *
     * @param <R> the type of the result
     * @param <X> what the handlers may throw
     * @param clauses what to wait for
     * @return the select
     * @throws IllegalArgumentException as {@link #select}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object, X extends Throwable> Select<R, X> firstOf(
            Clause<? extends R, ? extends X>... clauses) {
        return new Select<>(implementations(clauses), false);
    }

    /**
     * Selects once more.
     *
     * @return what the handler returns
     * @throws X what the handler throws
     * @throws ChannelClosedException as {@link #select}
     * @throws InterruptedException as {@link #select}
     */
    public R run() throws X, InterruptedException {
        Branch<? extends R, ? extends X>[] enabled = enabled(clauses);
        return Selection.<R, X>select(enabled, fair, enabled == clauses ? locks : null);
    }

    // Clauses that are no channel's

    /**
     * A clause that is ready when a context is cancelled: Go's {@code case <-ctx.Done()}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param context which
     * @param handler runs then; if it is the current context that is cancelled, the interrupt flag is set, or about to be
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> onDone(
            Context context, Clause.Op<? extends R, X> handler) {
        Objects.requireNonNull(context, "context");
        return clause(new Events.Cancelled((AbstractContext) context), handler);
    }

    /**
     * {@link #onDone(Context, Clause.Op)} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param context which
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> onDoneRun(Context context, Clause.Body<X> handler) {
        return Select.<@Nullable Void, X>onDone(context, ClauseImpl.op(handler));
    }

    /**
     * A clause that is ready when a goroutine has ended.
     *
     * @param <T> the type of the goroutine's result
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param goroutine which
     * @param handler gets its outcome; in an isolated scope a failure counts as told
     * @return the clause
     */
    @SuppressWarnings("unchecked") // an end gives the outcome of the goroutine
    public static <T extends @Nullable Object, R extends @Nullable Object, X extends Throwable> Clause<R, X> onDone(
            Goroutine<T> goroutine, Clause.Fn<? super Outcome<T>, ? extends R, X> handler) {
        Objects.requireNonNull(goroutine, "goroutine");
        Objects.requireNonNull(handler, "handler");
        return new ClauseImpl<>(new Events.Ended(goroutine), got -> handler.apply((Outcome<T>) got));
    }

    /**
     * {@link #onDone(Goroutine, Clause.Fn)} with a handler that has no result.
     *
     * @param <T> the type of the goroutine's result
     * @param <X> what the handler may throw
     * @param goroutine which
     * @param handler gets its outcome
     * @return the clause
     */
    public static <T extends @Nullable Object, X extends Throwable> Clause<@Nullable Void, X> onDoneRun(
            Goroutine<T> goroutine, Clause.Action<? super Outcome<T>, X> handler) {
        Objects.requireNonNull(handler, "handler");
        return Select.<T, @Nullable Void, X>onDone(goroutine, outcome -> {
            handler.accept(outcome);
            return null;
        });
    }

    /**
     * A clause that is ready when the select has waited for so long, by the clock of the current context: Go's {@code case
     * <-time.After(d)}, without a timer left behind. Of several the shortest counts, and of equal ones the first written.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param delay how long; zero or negative: ready at once
     * @param handler runs then
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> after(
            Duration delay, Clause.Op<? extends R, X> handler) {
        return clause(new Case.After(Spans.nanos(Objects.requireNonNull(delay, "delay"))), handler);
    }

    /**
     * {@link #after} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param delay how long
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> afterRun(Duration delay, Clause.Body<X> handler) {
        return Select.<@Nullable Void, X>after(delay, ClauseImpl.op(handler));
    }

    /**
     * A clause that runs if no other is ready, so that the select does not wait: Go's {@code default}. It is never taken while
     * another clause is ready.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    public static <R extends @Nullable Object, X extends Throwable> Clause<R, X> otherwise(
            Clause.Op<? extends R, X> handler) {
        return clause(new Case.Otherwise(), handler);
    }

    /**
     * {@link #otherwise} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    public static <X extends Throwable> Clause<@Nullable Void, X> otherwiseRun(Clause.Body<X> handler) {
        return Select.<@Nullable Void, X>otherwise(ClauseImpl.op(handler));
    }

    private static <R extends @Nullable Object, X extends Throwable> Clause<R, X> clause(
            Case what, Clause.Op<? extends R, X> handler) {
        Objects.requireNonNull(handler, "handler");
        return new ClauseImpl<>(what, got -> handler.call());
    }

    // Clauses as branches

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays; sealed: each clause is of this class
    private static <R extends @Nullable Object, X extends Throwable>
            ClauseImpl<? extends R, ? extends X>[] implementations(Clause<? extends R, ? extends X>[] clauses) {
        ClauseImpl<? extends R, ? extends X>[] all = new ClauseImpl[clauses.length];
        int otherwise = 0;
        for (int i = 0; i < clauses.length; i++) {
            all[i] = (ClauseImpl<? extends R, ? extends X>) Objects.requireNonNull(clauses[i], "clause");
            if (all[i].what() instanceof Case.Otherwise) {
                otherwise++;
            }
        }
        if (otherwise > 1) {
            throw new IllegalArgumentException("A select takes one otherwise clause, but has " + otherwise);
        }
        return all;
    }

    /** Those that take part now: the same array, if all do. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays
    private static <R extends @Nullable Object, X extends Throwable> Branch<? extends R, ? extends X>[] enabled(
            ClauseImpl<? extends R, ? extends X>[] all) {
        Branch<? extends R, ? extends X>[] some = null;
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i].isEnabled()) {
                if (some != null) {
                    some[count] = all[i];
                }
                count++;
            } else if (some == null) {
                some = new Branch[all.length - 1];
                System.arraycopy(all, 0, some, 0, i);
            }
        }
        return some == null ? all : Arrays.copyOf(some, count);
    }

    /** {@return the clauses; for people} */
    @Override
    public String toString() {
        return (fair ? "select " : "select first of ") + Arrays.toString(clauses);
    }
}
