package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.NothingLeft;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every channel does, of whatever kind and capacity. */
@ExtendWith(NothingLeft.class)
abstract class ChannelContract
        implements OrderContract, ClosingContract, TimeoutContract, CancellationContract, LeftoversContract {
    private final int capacity;
    private final Room room;

    ChannelContract(int capacity, Room room) {
        this.capacity = capacity;
        this.room = room;
    }

    @Override
    public Room room() {
        return room;
    }

    @Test
    void should_say_its_capacity_and_be_empty_when_new() {
        Channel<Integer> channel = make();
        assertThat(channel.capacity()).isEqualTo(capacity);
        assertThat(channel.size()).isZero();
        assertThat(channel.isClosed()).isFalse();
        assertThat(channel.closeCause()).isEmpty();
    }

    @Test
    void should_refuse_null_when_given_it() {
        Channel<Integer> channel = make();
        assertThatThrownBy(() -> channel.send(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> channel.trySend(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> channel.send(1, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> channel.receive(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        assertThatThrownBy(() -> channel.close(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cause");
        assertThatThrownBy(() -> channel.drainTo(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("into");
        assertThatThrownBy(() -> channel.drainTo(null, 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("into");
        assertThatThrownBy(() -> channel.onSend(null, () -> "sent"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> channel.onReceive(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.onClosed(null)).isInstanceOf(NullPointerException.class);
        assertThat(channel.isClosed()).isFalse();
        assertThat(channel.drainTo(new ArrayList<>())).isZero();
    }
}
