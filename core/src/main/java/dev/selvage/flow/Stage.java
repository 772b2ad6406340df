package dev.selvage.flow;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import dev.selvage.context.internal.Park;
import dev.selvage.internal.OneShot;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One stage of a {@link Pipeline}.
 *
 * @param name of its goroutines
 * @param parallelism how many values it works on at a time
 * @param capacity of the channel behind it
 * @param fn what it does
 */
record Stage<T, R>(String name, int parallelism, int capacity, Parallel.Fn<? super T, ? extends R> fn) {
    /** A value, and the place of its result in the order. */
    private record Ticket<T, R>(T value, OneShot<R> result) {}

    Stage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fn, "fn");
        if (parallelism <= 0) {
            throw new IllegalArgumentException(
                    "Stage " + name + " must work on at least 1 value at a time, but is to work on " + parallelism);
        }
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    "The capacity of stage " + name + " must not be negative, but is " + capacity);
        }
    }

    /**
     * Starts the goroutines; in an order that is no matter, because a failure ends the scope. Where nobody wants more results, nobody reads
     * the input any more.
     */
    Receiver<R> start(Scope scope, Receiver<T> input, boolean ordered) {
        Channel<R> output = Channels.of(capacity);
        if (ordered && parallelism > 1) {
            startOrdered(scope, input, output);
        } else {
            startAny(scope, input, output);
        }
        return output;
    }

    private void startAny(Scope scope, Receiver<T> input, Channel<R> output) {
        AtomicInteger working = new AtomicInteger(parallelism);
        for (int i = 0; i < parallelism; i++) {
            scope.go(name, () -> {
                for (T value : input) {
                    if (!Channels.sent(output, result(value))) {
                        input.discard();
                    }
                }
                if (working.decrementAndGet() == 0) {
                    output.close();
                }
            });
        }
    }

    /** Tickets go to the workers and into a line at once; the line is emptied in order, as their results come. */
    private void startOrdered(Scope scope, Receiver<T> input, Channel<R> output) {
        Channel<Ticket<T, R>> work = Channel.rendezvous();
        Channel<Ticket<T, R>> line = Channel.buffered(parallelism);
        scope.go(name + "-in", () -> {
            for (T value : input) {
                Ticket<T, R> ticket = new Ticket<>(value, new OneShot<>());
                if (!Channels.sent(line, ticket)) {
                    input.discard();
                    break;
                }
                work.send(ticket);
            }
            work.close();
            line.close();
        });
        for (int i = 0; i < parallelism; i++) {
            scope.go(name, () -> {
                for (Ticket<T, R> ticket : work) {
                    ticket.result.set(result(ticket.value));
                }
            });
        }
        scope.go(name + "-out", () -> {
            for (Ticket<T, R> ticket : line) {
                ticket.result.await(this, Park.FOREVER);
                if (!Channels.sent(output, Objects.requireNonNull(ticket.result.get(), "result"))) {
                    line.discard();
                }
            }
            output.close();
        });
    }

    private R result(T value) throws Exception {
        return Objects.requireNonNull(
                fn.apply(value), () -> "Stage " + name + " returned null; a channel carries none");
    }

    /** Shown in dumps. */
    @Override
    public String toString() {
        return "stage " + name;
    }
}
