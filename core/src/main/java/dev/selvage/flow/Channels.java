package dev.selvage.flow;

import dev.selvage.Task;
import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Sender;
import java.util.function.BooleanSupplier;

/** What goroutines between channels have in common. */
final class Channels {
    private Channels() {}

    /** A channel with a capacity, of which zero is one. */
    static <T> Channel<T> of(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("The capacity must not be negative, but is " + capacity);
        }
        return capacity == 0 ? Channel.rendezvous() : Channel.buffered(capacity);
    }

    /** Sends a value; false if nobody will receive it. */
    static <T> boolean sent(Sender<T> to, T value) throws InterruptedException {
        try {
            to.send(value);
            return true;
        } catch (ChannelClosedException nobodyReceives) {
            return false;
        }
    }

    /** Works, and closes what it sent to: with the failure, or at the end if it is the last. */
    static void closing(Sender<?> output, Task work, BooleanSupplier last) throws Exception {
        try {
            work.run();
        } catch (Throwable failure) {
            output.close(failure);
            throw failure;
        }
        if (last.getAsBoolean()) {
            output.close();
        }
    }
}
