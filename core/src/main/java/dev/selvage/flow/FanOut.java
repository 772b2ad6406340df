package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One channel into several.
 *
 * {@snippet :
 * List<Receiver<Event>> copies = FanOut.broadcast(scope, 2, 16, events);
 * scope.go("audit", () -> audit(copies.get(0)));
 * scope.go("index", () -> index(copies.get(1)));
 * }
 *
 * <p>Each function starts one goroutine in the scope, which ends when the input is closed and empty, and closes the outputs then. An
 * output whose receiver {@linkplain Receiver#discard discards} it gets no more; when all do, the input is discarded too, and its
 * senders end. An input that was closed with a cause fails the scope; a scope that is cancelled closes the outputs with that. The
 * functions do not block.
 */
public final class FanOut {
    private FanOut() {}

    /** Gives a value to outputs, and takes those out whose receivers want no more. */
    private interface Way<T> {
        void give(T value, List<Channel<T>> open) throws InterruptedException;
    }

    /**
     * Channels that each give every value. The slowest receiver holds the others back when its channel is full.
     *
     * @param <T> the type of the values, which all receivers share: immutable, or safe for several threads
     * @param scope owns the goroutine
     * @param outputs how many, at least 1
     * @param capacity of each; zero: a rendezvous
     * @param input where the values come from
     * @return the channels; unmodifiable
     * @throws IllegalArgumentException if {@code outputs} is not positive, or {@code capacity} is negative
     * @throws IllegalStateException if the caller may not start in the scope
     */
    public static <T> List<Receiver<T>> broadcast(Scope scope, int outputs, int capacity, Receiver<? extends T> input) {
        return FanOut.<T>start(scope, "broadcast", outputs, capacity, input, FanOut::toAll);
    }

    private static <T> void toAll(T value, List<Channel<T>> open) throws InterruptedException {
        List<Channel<T>> gone = new ArrayList<>(0);
        for (Channel<T> output : open) {
            if (!Channels.sent(output, value)) {
                gone.add(output);
            }
        }
        open.removeAll(gone);
    }

    /**
     * Channels that give the values in turn: the first value by the first, the second by the second. One that is full is waited for.
     *
     * @param <T> the type of the values
     * @param scope owns the goroutine
     * @param outputs how many, at least 1
     * @param capacity of each; zero: a rendezvous
     * @param input where the values come from
     * @return the channels; unmodifiable
     * @throws IllegalArgumentException if {@code outputs} is not positive, or {@code capacity} is negative
     * @throws IllegalStateException if the caller may not start in the scope
     */
    public static <T> List<Receiver<T>> roundRobin(
            Scope scope, int outputs, int capacity, Receiver<? extends T> input) {
        return FanOut.<T>start(scope, "round-robin", outputs, capacity, input, FanOut::toNext);
    }

    /** The list is the order of turns: who had one goes to its end. */
    private static <T> void toNext(T value, List<Channel<T>> open) throws InterruptedException {
        boolean sent = false;
        while (!sent && !open.isEmpty()) {
            Channel<T> next = open.removeFirst();
            sent = Channels.sent(next, value);
            if (sent) {
                open.addLast(next);
            }
        }
    }

    private static <T> List<Receiver<T>> start(
            Scope scope, String name, int outputs, int capacity, Receiver<? extends T> input, Way<T> way) {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(input, "input");
        if (outputs <= 0) {
            throw new IllegalArgumentException("There must be at least 1 output, but there are " + outputs);
        }
        List<Channel<T>> made = new ArrayList<>(outputs);
        for (int i = 0; i < outputs; i++) {
            made.add(Channels.of(capacity));
        }
        Goroutine<?> distributing = scope.go(name, () -> distribute(input, List.copyOf(made), way));
        Channels.closedWhenCancelled(distributing, made);
        return List.copyOf(made);
    }

    private static <T> void distribute(Receiver<? extends T> input, List<Channel<T>> outputs, Way<T> way)
            throws InterruptedException {
        List<Channel<T>> open = new ArrayList<>(outputs);
        try {
            for (T value : input) {
                way.give(value, open);
                if (open.isEmpty()) {
                    input.discard();
                    return;
                }
            }
        } catch (Throwable failure) {
            outputs.forEach(output -> output.close(failure));
            throw failure;
        }
        outputs.forEach(Channel::close);
    }
}
