package dev.selvage.flow;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.Task;
import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Sender;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.internal.Ends;
import dev.selvage.internal.OneShot;
import java.util.List;
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

    /** Closes what a goroutine was to send to if that is cancelled: it may never have begun, and could not close it itself. */
    static void closedWhenCancelled(Goroutine<?> goroutine, List<? extends Sender<?>> outputs) {
        OneShot<?> end = ((Ends) goroutine).end();
        end.whenSet(() -> {
            if (end.get() instanceof Outcome.Cancelled<?>(CancelReason reason)) {
                outputs.forEach(output -> output.close(CancelledException.of(reason)));
            }
        });
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
