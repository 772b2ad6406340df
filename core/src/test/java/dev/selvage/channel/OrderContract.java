package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values come out in the order in which they went in, and who waits is served in the order in which they came. */
interface OrderContract extends ChannelUnderTest {
    int MANY = 2_000;

    @Test
    default void should_give_values_in_order_when_nobody_waits() {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        assertThat(channel.size()).isEqualTo(inside.size());
        for (Integer value : inside) {
            assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(value));
        }
        assertThat(channel.tryReceive()).isInstanceOf(Received.Empty.class);
        assertThat(channel.size()).isZero();
    }

    @Test
    default void should_go_round_when_it_was_filled_and_emptied_many_times() throws InterruptedException {
        Channel<Integer> channel = make();
        for (int round = 0; round < 20; round++) {
            List<Integer> inside = fill(channel);
            for (Integer value : inside) {
                assertThat(channel.receive()).isEqualTo(value);
            }
        }
        assertThat(channel.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void should_serve_receivers_first_come_first_served_when_they_wait(Peer.Home home) throws Exception {
        Channel<String> channel = make();
        List<Peer<String>> receivers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            receivers.add(home.start(channel::receive));
            Peer.untilReceiversWait(channel, i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(channel.trySend("value " + i)).isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(receivers.get(i).get()).isEqualTo("value " + i);
        }
        assertThat(channel.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void should_serve_senders_first_come_first_served_when_they_wait(Peer.Home home) throws Exception {
        assumeTrue(room() == Room.WAITS);
        Channel<Integer> channel = make();
        List<Integer> expected = fill(channel);
        List<Peer<String>> senders = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int value = 1_000 + i;
            senders.add(home.start(() -> {
                channel.send(value);
                return "sent";
            }));
            Peer.untilSendersWait(channel, i);
            expected.add(value);
        }
        assertThat(channel.trySend(-1)).as("overtakes who waits").isFalse();
        assertThat(channel.size()).isEqualTo(channel.capacity());
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            got.add(channel.receive());
        }
        assertThat(got).isEqualTo(expected);
        for (Peer<String> sender : senders) {
            assertThat(sender.get()).isEqualTo("sent");
        }
    }

    @Test
    default void should_never_wait_to_send_when_it_drops_or_has_no_limit() throws Exception {
        assumeTrue(room() != Room.WAITS);
        Channel<Integer> channel = make();
        for (int i = 0; i < MANY; i++) {
            channel.send(i);
        }
        int kept = Math.min(channel.capacity(), MANY);
        List<Integer> values = drained(channel);
        assertThat(values).hasSize(kept).isSorted();
        assertThat(values.getFirst()).isEqualTo(room() == Room.DROPS_OLDEST ? MANY - kept : 0);
    }

    @Test
    default void should_keep_the_order_when_one_sends_to_another() throws Exception {
        Channel<Integer> channel = make();
        Peer<List<Integer>> receiver = Peer.start(() -> channel.stream().toList());
        for (int i = 0; i < MANY; i++) {
            channel.send(i);
        }
        channel.close();
        List<Integer> values = receiver.get();
        assertThat(values).isSorted().doesNotHaveDuplicates();
        switch (room()) {
            case WAITS, UNLIMITED -> assertThat(values).hasSize(MANY);
            case DROPS_OLDEST -> assertThat(values).endsWith(MANY - 1);
            case DROPS_NEWEST -> assertThat(values).startsWith(0);
        }
    }

    @Test
    default void should_give_each_value_to_one_receiver_when_many_send_and_receive() throws Exception {
        ConcurrentLinkedQueue<Integer> dropped = new ConcurrentLinkedQueue<>();
        Channel<Integer> channel = make(Channel.<Integer>options().onUndelivered(dropped::add));
        List<Peer<List<Integer>>> receivers = new ArrayList<>();
        List<Peer<String>> senders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int first = i * MANY;
            receivers.add(Peer.start(() -> channel.stream().toList()));
            senders.add(Peer.run(() -> {
                for (int n = 0; n < MANY; n++) {
                    channel.send(first + n);
                }
            }));
        }
        for (Peer<String> sender : senders) {
            sender.get();
        }
        channel.close();
        List<Integer> all = new ArrayList<>();
        for (Peer<List<Integer>> receiver : receivers) {
            List<Integer> values = receiver.get();
            for (int i = 0; i < 3; i++) {
                int sender = i;
                assertThat(values.stream().filter(value -> value / MANY == sender))
                        .as("what one got of another")
                        .isSorted();
            }
            all.addAll(values);
        }
        if (room() == Room.WAITS || room() == Room.UNLIMITED) {
            assertThat(dropped).isEmpty();
        }
        all.addAll(dropped);
        assertThat(all).hasSize(3 * MANY).doesNotHaveDuplicates();
    }
}
