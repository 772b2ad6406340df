package dev.selvage.channel;

import dev.selvage.context.CancelledException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The side of a {@link Channel} that values come out of. A method that takes a {@code Receiver} cannot send by mistake: Go's
 * {@code <-chan T}.
 *
 * <p>Every method is safe from any thread, virtual or platform, inside a scope or outside. A null argument raises {@link
 * NullPointerException}. Each value goes to exactly one receiver.
 *
 * @param <T> the type of the values
 */
public sealed interface Receiver<T> extends Iterable<T> permits Channel {

    /**
     * Receives a value. Blocks while there is none. A cancellation point: if the current context is cancelled or the thread
     * interrupted, at the start or while it waits, it throws and no value was taken. If a value was handed over at the same moment, it
     * returns that, and the interrupt stays for the next operation.
     *
     * @return the value
     * @throws ChannelClosedException if the channel is closed and nothing is left in it; with the cause it was closed with
     * @throws InterruptedException if the thread is interrupted or its context cancelled; no value was taken
     */
    T receive() throws InterruptedException;

    /**
     * Like {@link #receive()}, for a limited time, by the clock of the current context. Does not throw for a closed channel.
     *
     * @param timeout how long to wait; zero or negative: not at all
     * @return the value; {@link Received.Empty} if the time was up; {@link Received.Closed}
     * @throws InterruptedException as {@link #receive()}
     */
    Received<T> receive(Duration timeout) throws InterruptedException;

    /**
     * Receives a value if that takes no wait. No cancellation point: it works in the cleanup of cancelled work.
     *
     * @return the value; {@link Received.Empty} if there is none now; {@link Received.Closed} if there will be none
     */
    Received<T> tryReceive();

    /**
     * Like {@link #receive()}, but tells of the closing by its result: Go's {@code v, ok := <-ch}.
     *
     * @return the value or {@link Received.Closed}, never {@link Received.Empty}
     * @throws InterruptedException as {@link #receive()}
     */
    Received<T> receiveOrClosed() throws InterruptedException;

    /**
     * Receives until the channel is closed and empty: Go's {@code for v := range ch}. {@code hasNext} blocks and takes
     * the value that {@code next} gives. Several iterators share the values; one iterator is for one thread.
     *
     * @return an iterator; its methods throw {@link CancelledException} and keep the interrupt flag where {@link #receive()}
     *     would throw {@code InterruptedException}, and {@link ChannelClosedException} at the end if the channel was
     *     {@linkplain Sender#close(Throwable) closed with a cause}
     */
    @Override
    Iterator<T> iterator();

    /**
     * The values as a sequential stream, which ends, blocks and throws as {@link #iterator()} does. Only what the stream asks
     * for is taken.
     *
     * @return a stream; closing it leaves the channel as it is
     */
    Stream<T> stream();

    /**
     * Takes what is there, without waiting, and adds it to a collection, as {@link #drainTo(Collection, int)}.
     *
     * @param into where to
     * @return how many were taken
     */
    int drainTo(Collection<? super T> into);

    /**
     * Takes at most so many of what is there, without waiting, and adds them to a collection. No cancellation point. What the
     * collection throws leaves; the value that it has refused goes to the {@linkplain ChannelOptions#onUndelivered hook}.
     *
     * @param into where to
     * @param most how many at most
     * @return how many were taken
     */
    int drainTo(Collection<? super T> into, int most);

    /**
     * Says that nobody will receive any more: closes the channel, which ends its senders with {@link ChannelClosedException},
     * and hands what is left in it to the {@linkplain ChannelOptions#onUndelivered hook}. Never blocks; no cancellation point;
     * again: no effect. After Kotlin's {@code ReceiveChannel.cancel}.
     */
    void discard();

    /** {@return whether the channel was closed; values may still be left in it} */
    boolean isClosed();

    /** {@return the failure that the channel was {@linkplain Sender#close(Throwable) closed with}, if there is one} */
    Optional<Throwable> closeCause();

    /**
     * A clause for {@link Select}: receives a value. If the channel is closed and empty it is ready and throws {@link
     * ChannelClosedException}, unless the select has a clause for {@linkplain #onClosed the closing}.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param handler gets the value
     * @return the clause, good for any number of selects
     */
    <R extends @Nullable Object, X extends Throwable> Clause<R, X> onReceive(
            Clause.Fn<? super T, ? extends R, X> handler);

    /**
     * {@link #onReceive} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param handler gets the value
     * @return the clause
     */
    <X extends Throwable> Clause<@Nullable Void, X> onReceiveRun(Clause.Action<? super T, X> handler);

    /**
     * A clause for {@link Select}: ready when the channel is closed. In a select that also receives from the channel: when it is
     * closed and nothing is left in it.
     *
     * @param <R> the type of the result
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause, good for any number of selects
     */
    <R extends @Nullable Object, X extends Throwable> Clause<R, X> onClosed(Clause.Op<? extends R, X> handler);

    /**
     * {@link #onClosed} with a handler that has no result.
     *
     * @param <X> what the handler may throw
     * @param handler runs then
     * @return the clause
     */
    <X extends Throwable> Clause<@Nullable Void, X> onClosedRun(Clause.Body<X> handler);
}
