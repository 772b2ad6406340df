package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody receives: drained, discarded, told to the hook. */
interface LeftoversContract extends ChannelUnderTest {
    @Test
    default void should_drain_what_is_there_and_no_more_than_asked_for() {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        List<Integer> got = new ArrayList<>();
        assertThat(channel.drainTo(got, 0)).isZero();
        assertThat(channel.drainTo(got, 2)).isEqualTo(Math.min(2, inside.size()));
        assertThat(channel.drainTo(got)).isEqualTo(Math.max(0, inside.size() - 2));
        assertThat(got).isEqualTo(inside);
        assertThat(channel.drainTo(got)).isZero();
    }

    @Test
    default void should_drain_waiting_senders_too() throws Exception {
        assumeTrue(room() == Room.WAITS);
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        Peer<String> sender = Peer.run(() -> channel.send(1_000));
        Peer.untilSendersWait(channel, 1);
        inside.add(1_000);
        assertThat(drained(channel)).isEqualTo(inside);
        sender.get();
    }

    @Test
    default void should_take_only_what_a_stream_asks_for() throws Exception {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        assumeTrue(inside.size() > 2);
        assertThat(channel.stream().limit(2)).isEqualTo(inside.subList(0, 2));
        assertThat(channel.isClosed()).isFalse();
        assertThat(drained(channel)).isEqualTo(inside.subList(2, inside.size()));
    }

    @Test
    default void should_close_and_tell_of_each_value_left_when_discarded() throws Exception {
        List<Integer> undelivered = new ArrayList<>();
        Channel<Integer> channel = make(Channel.<Integer>options().onUndelivered(undelivered::add));
        List<Integer> inside = fill(channel);
        channel.discard();
        channel.discard();
        assertThat(undelivered).isEqualTo(inside);
        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.tryReceive()).isInstanceOf(Received.Closed.class);
        assertThatThrownBy(() -> channel.send(1)).isInstanceOf(ChannelClosedException.class);
    }

    @Test
    default void should_tell_the_sender_and_not_the_hook_when_discarded_while_it_waits() throws Exception {
        assumeTrue(room() == Room.WAITS);
        List<Integer> undelivered = new ArrayList<>();
        Channel<Integer> channel = make(Channel.<Integer>options().onUndelivered(undelivered::add));
        List<Integer> inside = fill(channel);
        Peer<String> sender = Peer.run(() -> channel.send(1_000));
        Peer.untilSendersWait(channel, 1);
        channel.discard();
        assertThatThrownBy(sender::get).isInstanceOf(ChannelClosedException.class);
        assertThat(undelivered).isEqualTo(inside);
    }

    @Test
    default void should_tell_of_what_is_dropped_when_full() throws Exception {
        assumeTrue(room() == Room.DROPS_OLDEST || room() == Room.DROPS_NEWEST);
        List<Integer> undelivered = new ArrayList<>();
        Channel<Integer> channel = make(Channel.<Integer>options().onUndelivered(undelivered::add));
        List<Integer> inside = fill(channel);
        channel.send(1_000);
        assertThat(channel.trySend(1_001)).isTrue();
        List<Integer> all = new ArrayList<>(inside);
        all.add(1_000);
        all.add(1_001);
        if (room() == Room.DROPS_OLDEST) {
            assertThat(undelivered).isEqualTo(all.subList(0, 2));
            assertThat(drained(channel)).isEqualTo(all.subList(2, all.size()));
        } else {
            assertThat(undelivered).containsExactly(1_000, 1_001);
            assertThat(drained(channel)).isEqualTo(inside);
        }
    }

    @Test
    default void should_go_on_when_the_hook_throws() throws Exception {
        List<Integer> told = new ArrayList<>();
        Channel<Integer> channel = make(Channel.<Integer>options().onUndelivered(value -> {
            told.add(value);
            throw new IllegalStateException("hook");
        }));
        assumeTrue(channel.capacity() > 1);
        channel.send(1);
        channel.send(2);
        channel.discard();
        assertThat(told).containsExactly(1, 2);
    }

    @Test
    default void should_let_the_hook_use_the_channel_when_it_is_told() {
        List<String> seen = new ArrayList<>();
        List<Channel<Integer>> self = new ArrayList<>();
        Channel<Integer> channel =
                make(Channel.<Integer>options().onUndelivered(value -> seen.add(value + " of " + self.getFirst())));
        self.add(channel);
        List<Integer> inside = fill(channel);
        channel.discard();
        assertThat(seen).hasSize(inside.size());
    }
}
