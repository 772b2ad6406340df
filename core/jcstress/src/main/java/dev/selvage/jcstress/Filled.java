package dev.selvage.jcstress;

import dev.selvage.channel.Channel;

/** Channels with something in them. */
final class Filled {
    private Filled() {}

    /** The channel, after these were sent to it; it must have room. */
    static Channel<Integer> with(Channel<Integer> channel, int... values) {
        for (int value : values) {
            channel.trySend(value);
        }
        return channel;
    }
}
