package dev.selvage.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The side of a {@link Channel} that values go into. A method that takes a {@code Sender} cannot receive by mistake: Go's
 * {@code chan<- T}.
 *
 * <p>Every method is safe from any thread, virtual or platform, inside a scope or outside. A null argument raises {@link
 * NullPointerException}. What a thread did before a send <i>happens-before</i> what the receiver of that value does after the
 * receive; see the package for the other guarantees.
 *
 * @param <T> the type of the values
 */
public sealed interface Sender<T> permits Channel {

    /**
     * Sends a value. Blocks while there is no room and nobody receives. A cancellation point: if the current context is
     * cancelled or the thread interrupted, at the start or while it waits, it throws and the value was not sent. If the value was taken at
     * the same moment, it returns, and the interrupt stays for the next operation.
     *
     * @param value what to send; not null
     * @throws ChannelClosedException if the channel is closed, now or while waiting; the value never appears in it
     * @throws InterruptedException if the thread is interrupted or its context cancelled; the value was not sent
     */
    void send(T value) throws InterruptedException;

    /**
     * Like {@link #send(Object)}, for a limited time, by the clock of the current context.
     *
     * @param value what to send; not null
     * @param timeout how long to wait; zero or negative: not at all
     * @return true if it was sent; false if the time was up first, then it never will be
     * @throws ChannelClosedException as {@link #send(Object)}
     * @throws InterruptedException as {@link #send(Object)}
     */
    boolean send(T value, Duration timeout) throws InterruptedException;

    /**
     * Sends a value if that takes no wait. No cancellation point: it works in the cleanup of cancelled work.
     *
     * @param value what to send; not null
     * @return true if it was sent (with an overflow policy always: what is dropped was sent)
     * @throws ChannelClosedException if the channel is closed
     */
    boolean trySend(T value);

    /**
     * Closes the channel: nothing more can be sent, what is in it can still be received. Wakes everybody who waits: receivers
     * find it closed, senders get {@link ChannelClosedException}. Never blocks; no cancellation point. Go's {@code close(ch)},
     * but closing again does no harm.
     *
     * @return true if this call closed it
     */
    boolean close();

    /**
     * Closes the channel because of a failure, which both sides get as the cause of their {@link ChannelClosedException}; also
     * iteration ends with that exception then. A cause given after the first closing is ignored.
     *
     * @param cause why
     * @return true if this call closed it
     */
    boolean close(Throwable cause);

    /** {@return whether the channel was closed; values may still be left in it} */
    boolean isClosed();

    /**
     * A clause for {@link Select}: sends a value. If the channel is closed it is ready and throws {@link
     * ChannelClosedException}, unless the select has a clause for {@link Receiver#onClosed the closing}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param value what to send; not null
     * @param handler runs after the value was sent
     * @return the clause, good for any number of selects
     */
    <R extends @Nullable Object, X extends Throwable> Clause<R, X> onSend(T value, Clause.Op<? extends R, X> handler);

    /**
     * {@link #onSend} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param value what to send; not null
     * @param handler runs after the value was sent
     * @return the clause
     */
    <X extends Throwable> Clause<@Nullable Void, X> onSendRun(T value, Clause.Body<X> handler);
}
