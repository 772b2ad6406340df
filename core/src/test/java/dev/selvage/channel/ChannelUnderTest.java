package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** The kind of channel that a contract is run over. */
interface ChannelUnderTest {
    /** A new channel of the kind. */
    <T> Channel<T> make(ChannelOptions<T> options);

    /** What it does with a value for which there is no room. */
    Room room();

    enum Room {
        WAITS,
        DROPS_OLDEST,
        DROPS_NEWEST,
        UNLIMITED
    }

    default <T> Channel<T> make() {
        return make(Channel.options());
    }

    /** A channel in which a send waits, and what is in it: 0, 1, 2 and so on. */
    default List<Integer> fill(Channel<Integer> channel) {
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < Math.min(channel.capacity(), 100); i++) {
            assertThat(channel.trySend(i)).isTrue();
            inside.add(i);
        }
        return inside;
    }

    /** Takes everything that is there. */
    default <T> List<T> drained(Channel<T> channel) {
        List<T> values = new ArrayList<>();
        channel.drainTo(values);
        return values;
    }
}
