package dev.selvage.channel;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Interruption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** See {@link Receiver#iterator()}. For one thread. */
final class ReceivedValues<T> implements Iterator<T> {
    private final ChannelImpl<T> channel;

    /** Taken, and not given yet. */
    private @Nullable T next;

    ReceivedValues(ChannelImpl<T> channel) {
        this.channel = channel;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            switch (received()) {
                case Received.Value<T>(T value) -> next = value;
                case Received.Closed<T> _ -> {
                    if (channel.closeCause().isPresent()) {
                        throw channel.closedTo("receive from");
                    }
                }
                case Received.Empty<T> _ -> throw new AssertionError("a receive without a limit in time gave nothing");
            }
        }
        return next != null;
    }

    @Override
    public T next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("closed, and nothing is left: " + channel);
        }
        T value = next;
        next = null;
        return value;
    }

    private Received<T> received() {
        try {
            return channel.receiveOrClosed();
        } catch (InterruptedException e) {
            Ambient.keepInterrupt();
            throw CancelledException.of(reasonOf(e));
        }
    }

    private static CancelReason reasonOf(InterruptedException e) {
        return e instanceof Interruption ours
                ? ours.reason()
                : new CancelReason(CancelReason.Kind.INTERRUPTED, "interrupted while receiving", Optional.of(e));
    }
}
