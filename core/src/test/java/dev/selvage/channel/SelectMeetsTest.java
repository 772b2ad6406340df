package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any mixture of plain, one-clause and many-clause senders and receivers meets, and nobody waits for ever. */
@ExtendWith(NothingLeft.class)
class SelectMeetsTest {
    private static final int VALUES = 1_000;

    /** How a goroutine sends or receives. */
    enum Manner {
        PLAIN,
        ONE,
        MANY,
        FIRST_OF_MANY
    }

    static Stream<Arguments> mixtures() {
        return Stream.of(0, 1, 3)
                .flatMap(capacity -> Stream.of(Manner.values())
                        .flatMap(sends ->
                                Stream.of(Manner.values()).map(receives -> Arguments.of(capacity, sends, receives))));
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void should_hand_over_everything_when_they_meet(int capacity, Manner sends, Manner receives) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        Channel<Integer> silent = Channel.rendezvous();
        List<Peer<String>> senders = new ArrayList<>();
        List<Peer<List<Integer>>> receivers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int first = i * VALUES;
            senders.add(Peer.run(() -> {
                for (int n = 0; n < VALUES; n++) {
                    send(channel, first + n, sends, silent);
                }
            }));
            receivers.add(Peer.start(() -> {
                List<Integer> got = new ArrayList<>();
                for (int n = 0; n < VALUES; n++) {
                    got.add(receive(channel, receives, silent));
                }
                return got;
            }));
        }
        List<Integer> all = new ArrayList<>();
        for (Peer<List<Integer>> receiver : receivers) {
            all.addAll(receiver.get());
        }
        for (Peer<String> sender : senders) {
            sender.get();
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2 * VALUES).boxed().toList());
        assertThat(silent.toString()).doesNotContain("wait");
    }

    private static void send(Channel<Integer> channel, int value, Manner how, Channel<Integer> silent)
            throws InterruptedException {
        Clause<String, RuntimeException> clause = channel.onSend(value, () -> "sent");
        switch (how) {
            case PLAIN -> channel.send(value);
            case ONE -> Select.select(clause);
            case MANY -> Select.select(silent.onReceive(none -> "none"), clause);
            case FIRST_OF_MANY -> Select.first(silent.onReceive(none -> "none"), clause);
        }
    }

    private static Integer receive(Channel<Integer> channel, Manner how, Channel<Integer> silent)
            throws InterruptedException {
        Clause<Integer, RuntimeException> clause = channel.onReceive(value -> value);
        return switch (how) {
            case PLAIN -> channel.receive();
            case ONE -> Select.<Integer, RuntimeException>select(clause);
            case MANY -> Select.<Integer, RuntimeException>select(clause, silent.onReceive(none -> -1));
            case FIRST_OF_MANY -> Select.<Integer, RuntimeException>first(clause, silent.onReceive(none -> -1));
        };
    }

    @Test
    void should_not_deadlock_when_selects_name_the_same_channels_in_opposite_order() throws Exception {
        List<Channel<Integer>> channels = List.of(Channel.rendezvous(), Channel.buffered(1), Channel.rendezvous());
        List<Peer<Integer>> receivers = new ArrayList<>();
        List<Peer<String>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Channel<Integer>> order = i % 2 == 0 ? channels : channels.reversed();
            Select<Integer, RuntimeException> receiving = Select.of(
                    order.get(0).onReceive(value -> value),
                    order.get(1).onReceive(value -> value),
                    order.get(2).onReceive(value -> value));
            Select<Integer, RuntimeException> sending = Select.of(
                    order.get(2).onSend(1, () -> 1),
                    order.get(1).onSend(1, () -> 1),
                    order.get(0).onSend(1, () -> 1));
            receivers.add(Peer.start(() -> sum(receiving)));
            senders.add(Peer.run(() -> sum(sending)));
        }
        int sum = 0;
        for (Peer<Integer> receiver : receivers) {
            sum += receiver.get();
        }
        for (Peer<String> sender : senders) {
            sender.get();
        }
        assertThat(sum).isEqualTo(4 * VALUES);
    }

    private static int sum(Select<Integer, RuntimeException> select) throws InterruptedException {
        int sum = 0;
        for (int n = 0; n < VALUES; n++) {
            sum += select.run();
        }
        return sum;
    }
}
