package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The usual stack around a call to somebody else, in one line.
 *
 * {@snippet :
 * private static final Call PRICE = Call.named("price")
 *         .timeout(Duration.ofSeconds(1))
 *         .retry(Retry.attempts(3).on(IOException.class))
 *         .hedge(Hedge.atPercentile(0.95, Duration.ofMillis(50)).withBudget(0.05))
 *         .bulkhead(SHOP);
 *
 * Price price = PRICE.run(() -> shop.price(item));
 * }
 *
 * <p><b>Order.</b> What is named first is outermost: it contains all that is named after it. So the timeout above is for all
 * attempts together; behind {@code retry} it would be for each; behind {@code hedge}, for each of those. A bulkhead named last gives
 * each attempt a permit of its own, and one named first gives one for all.
 *
 * <p>A call is one scope, with its name, in which the work runs on the calling thread; a timeout that is not outermost, and a
 * further attempt of a hedge, are scopes inside. What the work throws leaves as itself.
 *
 * <p>Immutable; each method returns a changed copy. Safe from any thread. After Failsafe's {@code compose}.
 */
public final class Call {
    /** Of its scope, with the outermost timeout. */
    private final ScopeOptions outer;

    /** Of scopes inside. */
    private final ScopeOptions plain;

    private final List<Layer> layers;

    private Call(ScopeOptions outer, ScopeOptions plain, List<Layer> layers) {
        this.outer = outer;
        this.plain = plain;
        this.layers = layers;
    }

    /**
     * A call with nothing around it yet.
     *
     * @param name of its scope, for paths, dumps and messages
     * @return a call to be added to
     */
    public static Call named(String name) {
        ScopeOptions options = Scope.options().named(name);
        return new Call(options, options, List.of());
    }

    /**
     * Limits the time of all that is named after it.
     *
     * @param timeout how long it may take; zero or negative: it does not run
     * @return the changed copy
     */
    public Call timeout(Duration timeout) {
        ScopeOptions limited = plain.withTimeout(timeout);
        return layers.isEmpty() && outer == plain ? new Call(limited, plain, layers) : with(new Layer.Limited(limited));
    }

    /**
     * Tries all that is named after it again when it fails.
     *
     * @param retry how often, when, and after what
     * @return the changed copy
     */
    public Call retry(Retry retry) {
        return with(new Layer.Repeated(Objects.requireNonNull(retry, "retry")));
    }

    /**
     * Does all that is named after it a second time beside itself when it takes long.
     *
     * @param hedge when, and how often
     * @return the changed copy
     */
    public Call hedge(Hedge hedge) {
        return with(new Layer.Hedged(Objects.requireNonNull(hedge, "hedge")));
    }

    /**
     * Takes a permit for all that is named after it.
     *
     * @param bulkhead whose
     * @return the changed copy
     */
    public Call bulkhead(Bulkhead bulkhead) {
        return bulkhead(bulkhead, 1);
    }

    /**
     * Takes several permits for all that is named after it.
     *
     * @param bulkhead whose
     * @param weight how many
     * @return the changed copy
     * @throws IllegalArgumentException if {@code weight} is not positive, or more than there are
     */
    public Call bulkhead(Bulkhead bulkhead, int weight) {
        Objects.requireNonNull(bulkhead, "bulkhead").check(weight);
        return with(new Layer.Guarded(bulkhead, weight));
    }

    /**
     * Takes a token before all that is named after it.
     *
     * @param limiter whose
     * @return the changed copy
     */
    public Call rateLimit(RateLimiter limiter) {
        return with(new Layer.Paced(Objects.requireNonNull(limiter, "limiter")));
    }

    private Call with(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Call(outer, plain, List.copyOf(more));
    }

    /**
     * Runs work with all that was named around it. Blocks as the parts do.
     *
     * @param <T> the type of the result
     * @param <X> what the work may throw
     * @param work called on the calling thread; once or several times, by a hedge also on other threads
     * @return what the work returns
     * @throws X what the work throws
     * @throws dev.selvage.context.DeadlineExceededException if a timeout named here, or a deadline further out, passed; its reason
     *     says which
     * @throws dev.selvage.context.CancelledException if the current context was cancelled
     * @throws InterruptedException if the thread was interrupted from outside
     */
    public <T extends @Nullable Object, X extends Throwable> T run(Op<? extends T, X> work)
            throws X, InterruptedException {
        return outer.<T, X>call(new CallRun<T, X>(layers, Objects.requireNonNull(work, "work")));
    }
}
