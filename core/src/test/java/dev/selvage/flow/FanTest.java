package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Receiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class FanTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    private static Channel<Integer> filled(List<Integer> values) {
        Channel<Integer> channel = Channel.buffered(100);
        values.forEach(channel::trySend);
        channel.close();
        return channel;
    }

    private static <T> List<T> all(Receiver<T> values) {
        List<T> all = new ArrayList<>();
        values.forEach(all::add);
        return all;
    }

    @Test
    void should_give_all_values_each_channel_in_order_when_it_merges() throws Exception {
        Scope.run(scope -> {
            List<Integer> merged =
                    all(FanIn.merge(scope, 0, List.of(filled(TEN), filled(List.of(10, 11)), filled(List.of()))));
            assertThat(merged).hasSize(12).containsSubsequence(TEN).containsSubsequence(10, 11);
        });
    }

    @Test
    void should_end_the_senders_when_the_merged_channel_is_discarded() throws Exception {
        Scope.run(scope -> {
            // given
            Channel<Integer> left = Channel.rendezvous();
            Channel<Integer> right = Channel.rendezvous();
            Receiver<Integer> merged = FanIn.merge(scope, 1, List.of(left, right));
            List<Goroutine<Boolean>> senders = new ArrayList<>();
            for (Channel<Integer> channel : List.of(left, right)) {
                senders.add(scope.go(() -> {
                    try {
                        while (true) {
                            channel.send(1);
                        }
                    } catch (ChannelClosedException e) {
                        return true;
                    }
                }));
            }

            // when
            merged.receive();
            merged.discard();

            // then
            for (Goroutine<Boolean> sender : senders) {
                assertThat(sender.await()).isTrue();
            }
        });
    }

    @Test
    void should_fail_the_scope_and_tell_the_receiver_when_an_input_was_closed_with_a_cause() {
        // given
        IOException cause = new IOException("broken");

        // when, then
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Channel<Integer> input = Channel.rendezvous();
                    Receiver<Integer> merged = FanIn.merge(scope, 0, List.of(input));
                    input.close(cause);
                    all(merged);
                }))
                .satisfies(thrown -> assertThat(thrown)
                        .isInstanceOfAny(ScopeFailedException.class, ChannelClosedException.class)
                        .hasRootCause(cause));
        assertThatThrownBy(() -> Scope.options().isolated(failure -> {}).run(scope -> {
                    Channel<Integer> input = Channel.rendezvous();
                    Receiver<Integer> output =
                            FanOut.broadcast(scope, 1, 0, input).getFirst();
                    input.close(cause);
                    all(output);
                }))
                .hasRootCause(cause);
    }

    @Test
    void should_give_each_value_to_all_when_it_broadcasts() throws Exception {
        Scope.run(scope -> {
            List<Receiver<Integer>> copies = FanOut.broadcast(scope, 3, 1, filled(TEN));
            List<Goroutine<List<Integer>>> lists = new ArrayList<>();
            for (Receiver<Integer> copy : copies) {
                lists.add(scope.go(() -> all(copy)));
            }
            for (Goroutine<List<Integer>> list : lists) {
                assertThat(list.await()).isEqualTo(TEN);
            }
        });
    }

    @Test
    void should_give_each_value_to_one_in_turn_when_it_is_round_robin() throws Exception {
        Scope.run(scope -> {
            List<Receiver<Integer>> shares = FanOut.roundRobin(scope, 3, 10, filled(TEN));
            assertThat(all(shares.get(0))).containsExactly(0, 3, 6, 9);
            assertThat(all(shares.get(1))).containsExactly(1, 4, 7);
            assertThat(all(shares.get(2))).containsExactly(2, 5, 8);
        });
    }

    @Test
    void should_leave_out_who_wants_no_more_and_end_the_sender_when_nobody_does() throws Exception {
        Scope.run(scope -> {
            // given
            Channel<Integer> input = Channel.rendezvous();
            List<Receiver<Integer>> copies = FanOut.broadcast(scope, 2, 0, input);

            // when
            copies.get(0).discard();
            input.send(1);

            // then
            assertThat(copies.get(1).receive()).isEqualTo(1);
            copies.get(1).discard();
            input.send(2);
            assertThatThrownBy(() -> input.send(3)).isInstanceOf(ChannelClosedException.class);
        });
        Scope.run(scope -> {
            List<Receiver<Integer>> shares = FanOut.roundRobin(scope, 2, 10, filled(TEN));
            shares.get(0).discard();
            assertThat(all(shares.get(1))).hasSizeGreaterThanOrEqualTo(5).isSorted();
        });
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() throws Exception {
        Scope.run(scope -> {
            Channel<Integer> input = Channel.rendezvous();
            assertThatThrownBy(() -> FanIn.merge(scope, 0, List.of())).hasMessageContaining("at least one input");
            assertThatThrownBy(() -> FanIn.merge(scope, -1, List.of(input))).hasMessageContaining("not be negative");
            assertThatThrownBy(() -> FanOut.broadcast(scope, 0, 0, input)).hasMessageContaining("at least 1 output");
            assertThatNullPointerException()
                    .isThrownBy(() -> FanOut.roundRobin(scope, 1, 0, null))
                    .withMessage("input");
            assertThatNullPointerException()
                    .isThrownBy(() -> FanIn.merge(null, 0, List.of(input)))
                    .withMessage("scope");
        });
    }
}
