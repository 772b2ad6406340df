package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.channel.Channel;
import dev.selvage.channel.ChannelClosedException;
import dev.selvage.channel.Receiver;
import dev.selvage.context.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    void should_give_each_value_once_when_many_merge_and_many_take() throws Exception {
        // given
        int inputs = 8;
        int each = 1_000;
        Set<Integer> seen = ConcurrentHashMap.newKeySet();

        // when
        int taken = Scope.call(scope -> {
            List<Channel<Integer>> channels = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                int first = i * each;
                Channel<Integer> channel = Channel.rendezvous();
                channels.add(channel);
                scope.go(() -> {
                    for (int value = first; value < first + each; value++) {
                        channel.send(value);
                    }
                    channel.close();
                });
            }
            Receiver<Integer> merged = FanIn.merge(scope, 3, channels);
            List<Goroutine<Integer>> takers = new ArrayList<>();
            for (Receiver<Integer> share : FanOut.roundRobin(scope, 4, 0, merged)) {
                takers.add(scope.go(() -> {
                    List<Integer> mine = all(share);
                    seen.addAll(mine);
                    return mine.size();
                }));
            }
            int sum = 0;
            for (Goroutine<Integer> taker : takers) {
                sum += taker.await();
            }
            return sum;
        });

        // then
        assertThat(taken).isEqualTo(inputs * each);
        assertThat(seen).hasSize(inputs * each);
    }

    @Test
    void should_hold_the_others_back_when_one_does_not_take_its_copy() throws Exception {
        Scope.run(scope -> {
            // given
            Channel<Integer> input = Channel.rendezvous();
            List<Receiver<Integer>> copies = FanOut.broadcast(scope, 2, 0, input);
            input.send(1);
            Goroutine<Integer> second = scope.go(() -> copies.get(1).receive());
            Goroutine<?> sender = scope.go(() -> {
                input.send(2);
                input.close();
            });
            Work.untilBlocked(second);
            Work.untilBlocked(sender);

            // when
            assertThat(copies.get(0).receive()).isEqualTo(1);

            // then
            assertThat(second.await()).isEqualTo(1);
            sender.await();
            assertThat(copies.get(0).receive()).isEqualTo(2);
            assertThat(copies.get(1).receive()).isEqualTo(2);
            assertThat(all(copies.get(0))).isEmpty();
            assertThat(all(copies.get(1))).isEmpty();
        });
    }

    @Test
    void should_wait_for_whose_turn_it_is_when_that_one_is_full() throws Exception {
        Scope.run(scope -> {
            // given
            Channel<Integer> input = Channel.rendezvous();
            List<Receiver<Integer>> shares = FanOut.roundRobin(scope, 2, 1, input);
            for (int value = 1; value <= 3; value++) {
                input.send(value);
            }
            assertThat(shares.get(1).receive()).isEqualTo(2);
            Goroutine<?> sender = scope.go(() -> {
                input.send(4);
                input.close();
            });
            Work.untilBlocked(sender);

            // when: 3 stands before 4, although there is room for 4
            assertThat(shares.get(0).receive()).isEqualTo(1);

            // then
            assertThat(all(shares.get(1))).containsExactly(4);
            assertThat(all(shares.get(0))).containsExactly(3);
        });
    }

    @Test
    void should_go_on_with_the_others_when_one_discards_while_it_is_waited_for() throws Exception {
        Scope.run(scope -> {
            // given
            Channel<Integer> input = Channel.rendezvous();
            List<Receiver<Integer>> copies = FanOut.broadcast(scope, 2, 0, input);
            input.send(1); // and the first is waited for
            Goroutine<Integer> second = scope.go(() -> copies.get(1).receive());
            Work.untilBlocked(second);

            // when
            copies.get(0).discard();

            // then
            assertThat(second.await()).isEqualTo(1);
            input.close();
            assertThat(all(copies.get(1))).isEmpty();
        });
    }

    @Test
    void should_end_and_tell_who_receives_elsewhere_when_the_scope_is_cancelled() throws Exception {
        // given
        List<Receiver<Integer>> outputs = new ArrayList<>();
        Channel<Integer> silent = Channel.rendezvous();

        // when
        Scope.run(scope -> {
            outputs.add(FanIn.merge(scope, 0, List.of(silent)));
            outputs.addAll(FanOut.broadcast(scope, 2, 0, Channel.<Integer>rendezvous()));
            outputs.addAll(FanOut.roundRobin(scope, 2, 0, Channel.<Integer>rendezvous()));
            scope.cancel("enough");
        });

        // then
        assertThat(outputs)
                .hasSize(5)
                .allSatisfy(output -> assertThatThrownBy(output::receive)
                        .isInstanceOf(ChannelClosedException.class)
                        .cause()
                        .isInstanceOfAny(InterruptedException.class, CancelledException.class));
    }

    @Test
    void should_end_all_of_it_when_a_receiver_fails() {
        // given
        IOException failure = new IOException("cannot take it");

        // when, then
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Channel<Integer> input = Channel.rendezvous();
                    scope.go(() -> {
                        while (true) {
                            input.send(1);
                        }
                    });
                    for (Receiver<Integer> copy : FanOut.broadcast(scope, 2, 1, input)) {
                        scope.go(() -> {
                            copy.receive();
                            throw failure;
                        });
                    }
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
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
