package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Clause;
import dev.selvage.channel.Received;
import dev.selvage.channel.Receiver;
import dev.selvage.channel.Select;
import dev.selvage.channel.Sender;

/** The operations of channels as actors need them: nobody interrupts an actor, and a result is a number. */
final class Ops {
    /** What a receive gives that finds nothing. */
    static final int NOTHING = 0;

    /** What an operation gives that finds the channel closed. */
    static final int CLOSED = -1;

    private Ops() {}

    /** Sends; gives the value, or {@link #CLOSED}. */
    static int send(Sender<Integer> channel, int value) {
        try {
            channel.send(value);
            return value;
        } catch (ChannelClosedException e) {
            return CLOSED;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same by a select of two, the other of which is never ready. */
    static int selectSend(Sender<Integer> channel, int value) {
        Channel<Integer> silent = Channel.rendezvous();
        try {
            return Select.<Integer, RuntimeException>select(
                    channel.onSend(value, () -> value), silent.onReceive(other -> other));
        } catch (ChannelClosedException e) {
            return CLOSED;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends if that takes no wait; gives the value, {@link #NOTHING} or {@link #CLOSED}. */
    static int trySend(Sender<Integer> channel, int value) {
        try {
            return channel.trySend(value) ? value : NOTHING;
        } catch (ChannelClosedException e) {
            return CLOSED;
        }
    }

    /** Receives; gives the value, or {@link #CLOSED}. */
    static int receive(Receiver<Integer> channel) {
        try {
            return number(channel.receiveOrClosed());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same by a select of two, the other of which is never ready. */
    static int selectReceive(Receiver<Integer> channel) {
        Channel<Integer> silent = Channel.rendezvous();
        try {
            return Select.<Integer, RuntimeException>select(
                    channel.onReceive(value -> value),
                    channel.onClosed(() -> CLOSED),
                    silent.onReceive(other -> other));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Selects. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    static int select(Clause<Integer, RuntimeException>... clauses) {
        try {
            return Select.select(clauses);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Receives if that takes no wait; gives the value, {@link #NOTHING} or {@link #CLOSED}. */
    static int tryReceive(Receiver<Integer> channel) {
        return number(channel.tryReceive());
    }

    /** What is left in it, as one number: 12 for the values 1 and 2. */
    static int rest(Receiver<Integer> channel) {
        int rest = 0;
        for (int value = tryReceive(channel); value > NOTHING; value = tryReceive(channel)) {
            rest = 10 * rest + value;
        }
        return rest;
    }

    private static int number(Received<Integer> received) {
        return switch (received) {
            case Received.Value<Integer>(Integer value) -> value;
            case Received.Empty<Integer> _ -> NOTHING;
            case Received.Closed<Integer> _ -> CLOSED;
        };
    }
}
