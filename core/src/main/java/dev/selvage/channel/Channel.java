package dev.selvage.channel;

/**
 * Where goroutines hand values to each other: Go's {@code chan T}.
 *
 * {@snippet :
 * Channel<Job> jobs = Channel.buffered(16);
 * scope.go(() -> {
 *     for (Job job : jobs) {
 *         work(job);
 *     }
 * });
 * jobs.send(job);
 * jobs.close();
 * }
 *
 * <p>Values come out in the order in which they went in, and who waits is served in the order in which they came. A value sent is
 * received exactly once or still in the channel, whatever is cancelled, interrupted or timed out at either end.
 *
 * <p>A channel needs no closing for the sake of memory: nothing but its users holds it.
 *
 * @param <T> the type of the values
 */
public sealed interface Channel<T> extends Sender<T>, Receiver<T> permits ChannelImpl {

    /**
     * A channel that keeps nothing: a send waits for its receiver. Go's {@code make(chan T)}.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    static <T> Channel<T> rendezvous() {
        return Channel.<T>options().rendezvous();
    }

    /**
     * A channel that keeps up to {@code capacity} values; a send waits while it is full. Go's {@code make(chan T, capacity)}.
     *
     * @param <T> the type of the values
     * @param capacity how many; zero: a {@link #rendezvous}
     * @return a new channel
     * @throws IllegalArgumentException if {@code capacity} is negative, or more than 2<sup>30</sup>
     */
    static <T> Channel<T> buffered(int capacity) {
        return Channel.<T>options().buffered(capacity);
    }

    /**
     * A channel that keeps up to {@code capacity} values; a send never waits: when it is full, a value is dropped.
     *
     * @param <T> the type of the values
     * @param capacity how many; at least one
     * @param overflow which value is dropped
     * @return a new channel
     * @throws IllegalArgumentException if {@code capacity} is less than one, or more than 2<sup>30</sup>
     */
    static <T> Channel<T> buffered(int capacity, Overflow overflow) {
        return Channel.<T>options().buffered(capacity, overflow);
    }

    /**
     * A channel that keeps whatever is sent; a send never waits. Nothing holds back a sender that is faster than its receiver:
     * prefer {@link #buffered(int)}.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    static <T> Channel<T> unlimited() {
        return Channel.<T>options().unlimited();
    }

    /**
     * A channel that keeps the newest value only; a send never waits, and replaces a value that nobody has received.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    static <T> Channel<T> conflated() {
        return Channel.<T>options().conflated();
    }

    /**
     * What else a channel can have: a name, a hook for what is not delivered.
     *
     * @param <T> the type of the values
     * @return the options that everything starts from
     */
    static <T> ChannelOptions<T> options() {
        return ChannelOptions.none();
    }

    /** {@return how many values are in it; a snapshot} */
    int size();

    /** {@return how many values it keeps at most; zero for a rendezvous, {@link Integer#MAX_VALUE} if there is no limit} */
    int capacity();

    /** {@return name, size, capacity, and how many wait; for people} */
    @Override
    String toString();
}
