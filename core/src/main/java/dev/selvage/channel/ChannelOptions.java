package dev.selvage.channel;

import dev.selvage.internal.channel.WhenFull;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a channel can have besides its kind. Immutable: each method returns a changed copy.
 *
 * {@snippet :
 * Channel<Job> jobs = Channel.<Job>options().named("jobs").onUndelivered(Job::release).buffered(16);
 * }
 *
 * @param <T> the type of the values
 */
public final class ChannelOptions<T> {
    private static final int MOST = 1 << 30;
    private static final ChannelOptions<Object> NONE = new ChannelOptions<>(null, null);

    private final @Nullable String name;
    private final @Nullable Consumer<? super T> undelivered;

    private ChannelOptions(@Nullable String name, @Nullable Consumer<? super T> undelivered) {
        this.name = name;
        this.undelivered = undelivered;
    }

    @SuppressWarnings("unchecked") // has nothing of type T
    static <T> ChannelOptions<T> none() {
        return (ChannelOptions<T>) NONE;
    }

    /**
     * A name, for dumps and messages: {@code [chan send "jobs" 16/16]}.
     *
     * @param newName the name
     * @return changed options
     */
    public ChannelOptions<T> named(String newName) {
        return new ChannelOptions<>(Objects.requireNonNull(newName, "name"), undelivered);
    }

    /**
     * A hook that gets each value that was sent and that nobody will receive: one that an {@link Overflow} or a conflated
     * channel dropped, and what was left when the channel was {@linkplain Receiver#discard discarded}. A receiver that is
     * cancelled never costs a value: it takes none, or returns with it. The hook runs on the thread that drops or discards,
     * outside of all locks; what it throws is logged.
     *
     * @param hook gets the value, to release what it holds
     * @return changed options
     */
    public ChannelOptions<T> onUndelivered(Consumer<? super T> hook) {
        return new ChannelOptions<>(name, Objects.requireNonNull(hook, "hook"));
    }

    /** {@return a new channel as {@link Channel#rendezvous()}} */
    public Channel<T> rendezvous() {
        return make(0, WhenFull.WAIT);
    }

    /**
     * A channel as {@link Channel#buffered(int)}.
     *
     * @param capacity how many values it keeps
     * @return a new channel
     * @throws IllegalArgumentException as {@link Channel#buffered(int)}
     */
    public Channel<T> buffered(int capacity) {
        return make(checked(capacity, 0), WhenFull.WAIT);
    }

    /**
     * A channel as {@link Channel#buffered(int, Overflow)}.
     *
     * @param capacity how many values it keeps
     * @param overflow which value is dropped when it is full
     * @return a new channel
     * @throws IllegalArgumentException as {@link Channel#buffered(int, Overflow)}
     */
    public Channel<T> buffered(int capacity, Overflow overflow) {
        return make(
                checked(capacity, 1),
                switch (Objects.requireNonNull(overflow, "overflow")) {
                    case DROP_OLDEST -> WhenFull.DROP_OLDEST;
                    case DROP_NEWEST -> WhenFull.DROP_NEWEST;
                });
    }

    /** {@return a new channel as {@link Channel#unlimited()}} */
    public Channel<T> unlimited() {
        return make(Integer.MAX_VALUE, WhenFull.WAIT);
    }

    /** {@return a new channel as {@link Channel#conflated()}} */
    public Channel<T> conflated() {
        return make(1, WhenFull.DROP_OLDEST);
    }

    private static int checked(int capacity, int least) {
        if (capacity < least || capacity > MOST) {
            throw new IllegalArgumentException("The capacity of a channel must be from " + least + " to " + MOST
                    + ", but is " + capacity
                    + (capacity > MOST ? "; Channel.unlimited() has no limit" : ""));
        }
        return capacity;
    }

    @SuppressWarnings("unchecked") // only what was sent comes back, and only a T can be sent
    private Channel<T> make(int capacity, WhenFull overflow) {
        return new ChannelImpl<>(capacity, overflow, name, (Consumer<Object>) undelivered);
    }
}
