package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.context.internal.Ambient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts that have something else to offer when the time is up. For one that just fails there is {@link
 * dev.selvage.dsl.Go#within}.
 *
 * {@snippet :
 * Price price = Timeouts.orElseGet(Duration.ofMillis(200), () -> shop.price(item), () -> catalogue.price(item));
 * }
 *
 * <p><b>Whose deadline.</b> Only a timeout that was set here leads to what is offered here. If a deadline further out comes first,
 * its {@link DeadlineExceededException} leaves, and its {@linkplain DeadlineExceededException#reason() reason} says where it was
 * set; likewise one that the work set itself and let pass.
 */
public final class Timeouts {
    private Timeouts() {}

    /**
     * Runs work on the calling thread, in a scope with a timeout, and gives a value instead if the time is up first: after the work has
     * been interrupted, and has ended with all it started.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param timeout how long the work may take; zero or negative: it does not run
     * @param work the work
     * @param value the value instead; may be null where {@code T} admits it
     * @return what the work returns, or the value
     * @throws X what the work throws
     * @throws DeadlineExceededException if a deadline further out passed
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <T extends @Nullable Object, X extends Throwable> T orElse(
            Duration timeout, Op<? extends T, X> work, T value) throws X, InterruptedException {
        return Timeouts.<T, X>orElseGet(timeout, work, () -> value);
    }

    /**
     * Like {@link #orElse}, with other work instead. That runs outside of the timeout, within the deadlines further out.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param timeout how long the work may take; zero or negative: it does not run
     * @param work the work
     * @param fallback the work instead, on the calling thread
     * @return what the work returns, or what the fallback does
     * @throws X what the work or the fallback throws
     * @throws DeadlineExceededException if a deadline further out passed
     * @throws InterruptedException as {@link Scope#call}
     */
    public static <T extends @Nullable Object, X extends Throwable> T orElseGet(
            Duration timeout, Op<? extends T, X> work, Op<? extends T, X> fallback) throws X, InterruptedException {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(fallback, "fallback");
        Watched<T, X> watched = new Watched<>(work);
        try {
            return Scope.options().named("timeout").withTimeout(timeout).<T, X>call(watched);
        } catch (DeadlineExceededException passed) {
            if (!watched.isOwn(passed)) {
                throw passed;
            }
        }
        return fallback.call();
    }

    /** Remembers the scope's context, whose reason tells whose deadline it was. Only the calling thread. */
    private static final class Watched<T extends @Nullable Object, X extends Throwable> implements Scope.Op<T, X> {
        private final Op<? extends T, X> work;

        /** Null until the scope is open. */
        private @Nullable Context inside;

        Watched(Op<? extends T, X> work) {
            this.work = work;
        }

        @Override
        public T call(Scope scope) throws X, InterruptedException {
            inside = scope.context();
            return work.call();
        }

        boolean isOwn(CancelledException passed) {
            CancelReason reason = passed.reason();
            if (reason == Ambient.currentContext().reasonOrNull()) {
                return false;
            }
            Context scope = inside;
            return scope == null || scope.reason().orElse(null) == reason;
        }
    }
}
