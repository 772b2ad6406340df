package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several channels into one.
 *
 * {@snippet :
 * Receiver<Event> all = FanIn.merge(scope, 16, List.of(orders, payments));
 * for (Event next : all) ...
 * }
 *
 * <p>After Go's merge of the pipeline patterns.
 */
public final class FanIn {
    private FanIn() {}

    /**
     * A channel that gives the values of several, each as it comes; those of one in their order. It is closed when all are closed and
     * empty. One that was closed with a cause fails the scope; a scope that is cancelled closes the merged channel with that. When
     * the receiver of the merged channel {@linkplain Receiver#discard discards} it, so are the others: their senders end.
     *
     * <p>Does not block. Each input has a goroutine of the scope until it is closed, so the caller must be one who may start there.
     *
     * @param <T> the type of the values
     * @param scope owns the goroutines
     * @param capacity of the merged channel; zero: a rendezvous
     * @param inputs at least one
     * @return the merged channel
     * @throws IllegalArgumentException if there is no input, or {@code capacity} is negative
     * @throws IllegalStateException if the caller may not start in the scope
     */
    public static <T> Receiver<T> merge(Scope scope, int capacity, List<? extends Receiver<? extends T>> inputs) {
        Objects.requireNonNull(scope, "scope");
        List<Receiver<? extends T>> all = List.copyOf(inputs);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to merge: give at least one input");
        }
        Channel<T> merged = Channels.of(capacity);
        AtomicInteger open = new AtomicInteger(all.size());
        for (Receiver<? extends T> input : all) {
            Goroutine<?> merging = scope.go("merge", () -> {
                Channels.closing(merged, () -> forward(input, merged), () -> open.decrementAndGet() == 0);
            });
            Channels.closedWhenCancelled(merging, List.of(merged));
        }
        return merged;
    }

    private static <T> void forward(Receiver<? extends T> input, Channel<T> merged) throws InterruptedException {
        for (T value : input) {
            if (!Channels.sent(merged, value)) {
                input.discard();
                return;
            }
        }
    }
}
