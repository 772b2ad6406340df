package dev.selvage.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in a closed channel is still received, then it is closed for good, for everybody. */
interface ClosingContract extends ChannelUnderTest {
    @Test
    default void should_be_closed_once_when_closed_again() {
        Channel<Integer> channel = make();
        assertThat(channel.isClosed()).isFalse();
        assertThat(channel.close()).isTrue();
        assertThat(channel.close()).isFalse();
        assertThat(channel.close(new IOException("late"))).isFalse();
        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.closeCause()).isEmpty();
    }

    @Test
    default void should_give_what_is_in_it_and_then_be_closed_for_good() throws InterruptedException {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        channel.close();
        assertThat(channel.size()).isEqualTo(inside.size());
        for (Integer value : inside) {
            assertThat(channel.receiveOrClosed()).isEqualTo(new Received.Value<>(value));
        }
        for (int again = 0; again < 2; again++) {
            assertThat(channel.receiveOrClosed()).isInstanceOf(Received.Closed.class);
            assertThat(channel.tryReceive()).isInstanceOf(Received.Closed.class);
            assertThat(channel.receive(ofSeconds(50))).isInstanceOf(Received.Closed.class);
            assertThatThrownBy(channel::receive)
                    .isInstanceOf(ChannelClosedException.class)
                    .hasNoCause();
            assertThat(channel.iterator().hasNext()).isFalse();
            assertThat(channel.stream()).isEmpty();
            assertThat(drained(channel)).isEmpty();
        }
    }

    @Test
    default void should_end_a_loop_when_closed() {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        channel.close();
        List<Integer> seen = new ArrayList<>();
        for (Integer value : channel) {
            seen.add(value);
        }
        assertThat(seen).isEqualTo(inside);
        Iterator<Integer> ended = channel.iterator();
        assertThatThrownBy(ended::next).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @EnumSource
    default void should_wake_every_waiting_receiver_when_closed(Peer.Home home) throws Exception {
        Channel<Integer> channel = make();
        Peer<Integer> plain = home.start(channel::receive);
        Peer.untilReceiversWait(channel, 1);
        Peer<Received<Integer>> told = home.start(channel::receiveOrClosed);
        Peer.untilReceiversWait(channel, 2);
        Peer<Received<Integer>> timed = home.start(() -> channel.receive(ofSeconds(50)));
        Peer.untilReceiversWait(channel, 3);
        Peer<List<Integer>> loop = home.start(() -> channel.stream().toList());
        Peer.untilReceiversWait(channel, 4);
        channel.close();
        assertThatThrownBy(plain::get).isInstanceOf(ChannelClosedException.class);
        assertThat(told.get()).isInstanceOf(Received.Closed.class);
        assertThat(timed.get()).isInstanceOf(Received.Closed.class);
        assertThat(loop.get()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void should_refuse_waiting_senders_and_never_show_their_values_when_closed(Peer.Home home)
            throws Exception {
        assumeTrue(room() == Room.WAITS);
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        List<Peer<String>> senders = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int value = 1_000 + i;
            boolean limited = i == 2;
            senders.add(home.start(() -> {
                if (limited) {
                    channel.send(value, ofSeconds(50));
                } else {
                    channel.send(value);
                }
                return "sent";
            }));
            Peer.untilSendersWait(channel, i);
        }
        channel.close();
        for (Peer<String> sender : senders) {
            assertThatThrownBy(sender::get)
                    .isInstanceOf(ChannelClosedException.class)
                    .hasNoCause();
        }
        assertThat(drained(channel)).isEqualTo(inside);
    }

    @Test
    default void should_refuse_every_later_sender_and_never_show_its_value() {
        Channel<Integer> channel = make();
        channel.close();
        assertThatThrownBy(() -> channel.send(1))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("Cannot send to a closed channel");
        assertThatThrownBy(() -> channel.send(2, ofSeconds(50))).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> channel.trySend(3)).isInstanceOf(ChannelClosedException.class);
        assertThat(channel.size()).isZero();
        assertThat(channel.tryReceive()).isInstanceOf(Received.Closed.class);
    }

    @Test
    default void should_hand_the_cause_to_both_sides_when_closed_with_one() throws Exception {
        Channel<Integer> channel = make();
        Peer<Integer> waiting = Peer.start(channel::receive);
        Peer.untilReceiversWait(channel, 1);
        IOException disk = new IOException("disk");
        assertThat(channel.close(disk)).isTrue();
        assertThat(channel.close(new IOException("late"))).isFalse();
        assertThat(channel.closeCause()).containsSame(disk);
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
        assertThatThrownBy(channel::receive)
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
        assertThatThrownBy(() -> channel.send(1))
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
        assertThatThrownBy(() -> channel.trySend(1))
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
        assertThat(channel.receiveOrClosed()).isInstanceOf(Received.Closed.class);
    }

    @Test
    default void should_end_iteration_with_the_cause_after_what_is_left() {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        IOException disk = new IOException("disk");
        channel.close(disk);
        List<Integer> seen = new ArrayList<>();
        assertThatThrownBy(() -> channel.forEach(seen::add))
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
        assertThat(seen).isEqualTo(inside);
        assertThatThrownBy(() -> channel.stream().forEach(seen::add))
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
    }

    @Test
    default void should_give_the_cause_to_a_waiting_sender() throws Exception {
        assumeTrue(room() == Room.WAITS);
        Channel<Integer> channel = make();
        fill(channel);
        Peer<String> sender = Peer.run(() -> channel.send(1_000));
        Peer.untilSendersWait(channel, 1);
        IOException disk = new IOException("disk");
        channel.close(disk);
        assertThatThrownBy(sender::get)
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(disk);
    }
}
