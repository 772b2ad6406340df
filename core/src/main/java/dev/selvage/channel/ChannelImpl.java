package dev.selvage.channel;

import dev.selvage.context.internal.Park;
import dev.selvage.internal.Spans;
import dev.selvage.internal.channel.Exchange;
import dev.selvage.internal.channel.ExchangeCase;
import dev.selvage.internal.channel.ExchangeCase.Kind;
import dev.selvage.internal.channel.Put;
import dev.selvage.internal.channel.WhenFull;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** See {@link Channel}: the typed face of an {@link Exchange}. */
final class ChannelImpl<T> extends Exchange implements Channel<T> {
    private static final Received<?> EMPTY = new Received.Empty<>();
    private static final Received<?> SHUT = new Received.Closed<>();

    ChannelImpl(int capacity, WhenFull overflow, @Nullable String name, @Nullable Consumer<Object> undelivered) {
        super(capacity, overflow, name, undelivered);
    }

    // Sending

    @Override
    public void send(T value) throws InterruptedException {
        sent(put(Objects.requireNonNull(value, "value"), Park.FOREVER));
    }

    @Override
    public boolean send(T value, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        return sent(put(value, Spans.nanos(Objects.requireNonNull(timeout, "timeout"))));
    }

    @Override
    public boolean trySend(T value) {
        return sent(offer(Objects.requireNonNull(value, "value")));
    }

    private boolean sent(Put put) {
        return switch (put) {
            case DONE -> true;
            case FULL -> false;
            case CLOSED -> throw closedTo("send to");
        };
    }

    @Override
    public boolean close() {
        return shut(null);
    }

    @Override
    public boolean close(Throwable cause) {
        return shut(Objects.requireNonNull(cause, "cause"));
    }

    // Receiving

    @Override
    public T receive() throws InterruptedException {
        Object got = Objects.requireNonNull(take(Park.FOREVER), "value");
        refuseClosed(got, "receive from");
        return value(got);
    }

    @Override
    public Received<T> receive(Duration timeout) throws InterruptedException {
        return received(take(Spans.nanos(Objects.requireNonNull(timeout, "timeout"))));
    }

    @Override
    public Received<T> tryReceive() {
        return received(poll());
    }

    @Override
    public Received<T> receiveOrClosed() throws InterruptedException {
        return received(take(Park.FOREVER));
    }

    @SuppressWarnings("unchecked") // neither of the two has anything of type T
    private Received<T> received(@Nullable Object got) {
        if (got == null) {
            return (Received<T>) EMPTY;
        }
        return got == CLOSED ? (Received<T>) SHUT : new Received.Value<>(value(got));
    }

    @SuppressWarnings("unchecked") // only a T can be sent
    private T value(Object got) {
        return (T) got;
    }

    @Override
    public Iterator<T> iterator() {
        return new ReceivedValues<>(this);
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(new ReceivedStream<>(iterator()), false);
    }

    @Override
    public int drainTo(Collection<? super T> into) {
        return drainTo(into, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super T> into, int most) {
        Objects.requireNonNull(into, "into");
        int taken = 0;
        while (taken < most) {
            Object got = poll();
            if (got == null || got == CLOSED) {
                break;
            }
            try {
                into.add(value(got));
            } catch (Throwable refused) { // full, say
                undelivered(got);
                throw refused;
            }
            taken++;
        }
        return taken;
    }

    @Override
    public void discard() {
        discardAll();
    }

    @Override
    public Optional<Throwable> closeCause() {
        return Optional.ofNullable(causeOrNull());
    }

    ChannelClosedException closedTo(String operation) {
        return new ChannelClosedException("Cannot " + operation + " a closed channel: " + this, causeOrNull());
    }

    // For who sends from inside of a lock

    /** Sends if that takes no wait, and does nothing if it is closed. */
    void sendNow(T value) {
        offerWithoutWait(Objects.requireNonNull(value, "value"));
    }

    /** Takes what was sent and not received; false if there is nothing. */
    boolean takeBack() {
        Object got = takeWithoutWait();
        return got != null && got != CLOSED;
    }

    // Clauses

    @Override
    public <R extends @Nullable Object, X extends Throwable> Clause<R, X> onSend(
            T value, Clause.Op<? extends R, X> handler) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(handler, "handler");
        return new ClauseImpl<>(new ExchangeCase(this, Kind.SEND, value), got -> {
            refuseClosed(got, "send to");
            return handler.call();
        });
    }

    @Override
    public <X extends Throwable> Clause<@Nullable Void, X> onSendRun(T value, Clause.Body<X> handler) {
        return this.<@Nullable Void, X>onSend(value, ClauseImpl.op(handler));
    }

    @Override
    public <R extends @Nullable Object, X extends Throwable> Clause<R, X> onReceive(
            Clause.Fn<? super T, ? extends R, X> handler) {
        Objects.requireNonNull(handler, "handler");
        return new ClauseImpl<>(new ExchangeCase(this, Kind.RECEIVE, null), got -> {
            refuseClosed(got, "receive from");
            return handler.apply(value(got));
        });
    }

    @Override
    public <X extends Throwable> Clause<@Nullable Void, X> onReceiveRun(Clause.Action<? super T, X> handler) {
        Objects.requireNonNull(handler, "handler");
        return this.<@Nullable Void, X>onReceive(value -> {
            handler.accept(value);
            return null;
        });
    }

    @Override
    public <R extends @Nullable Object, X extends Throwable> Clause<R, X> onClosed(Clause.Op<? extends R, X> handler) {
        Objects.requireNonNull(handler, "handler");
        return new ClauseImpl<>(new ExchangeCase(this, Kind.CLOSED, null), got -> handler.call());
    }

    @Override
    public <X extends Throwable> Clause<@Nullable Void, X> onClosedRun(Clause.Body<X> handler) {
        return this.<@Nullable Void, X>onClosed(ClauseImpl.op(handler));
    }

    private void refuseClosed(Object got, String operation) {
        if (got == CLOSED) {
            throw closedTo(operation);
        }
    }
}
