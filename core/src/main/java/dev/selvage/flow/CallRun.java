package dev.selvage.flow;

import dev.selvage.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link Call}. The layers are walked by recursion and not wrapped into each other, so that a call which needs none
 * of them in the end allocates nothing for them.
 *
 * @param <T> the type of the result
 * @param <X> what the work may throw
 */
final class CallRun<T extends @Nullable Object, X extends Throwable> implements Scope.Op<T, X> {
    private final List<Layer> layers;
    private final Op<? extends T, X> work;

    CallRun(List<Layer> layers, Op<? extends T, X> work) {
        this.layers = layers;
        this.work = work;
    }

    @Override
    public T call(Scope scope) throws X, InterruptedException {
        return from(0, scope);
    }

    /**
     * Runs what is inside of the first layers.
     *
     * @param scope the innermost of ours around it
     */
    private T from(int depth, Scope scope) throws X, InterruptedException {
        if (depth == layers.size()) {
            return work.call();
        }
        int next = depth + 1;
        return switch (layers.get(depth)) {
            case Layer.Limited limited -> limited.options().<T, X>call(inner -> from(next, inner));
            case Layer.Repeated repeated -> repeated.retry().<T, X>call(() -> from(next, scope));
            case Layer.Hedged hedged -> hedged.hedge().<T, X>run(scope, inner -> from(next, inner));
            case Layer.Guarded(Bulkhead bulkhead, int weight) -> guarded(bulkhead, weight, next, scope);
            case Layer.Paced(RateLimiter limiter) -> {
                limiter.acquire();
                yield from(next, scope);
            }
        };
    }

    private T guarded(Bulkhead bulkhead, int weight, int next, Scope scope) throws X, InterruptedException {
        bulkhead.take(weight);
        try {
            return from(next, scope);
        } finally {
            bulkhead.release(weight);
        }
    }
}
