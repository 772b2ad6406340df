package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import dev.selvage.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to those at its ends: a channel gives each value to one, in order, and loses none in silence. */
class ChannelsTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_keep_each_senders_order_for_each_receiver(Kind kind) {
        Simulation.explore("order " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = kind.make(ledger);
            List<List<Integer>> received = List.of(new ArrayList<>(), new ArrayList<>());
            Scope.run(scope -> {
                Goroutine<?> one = scope.go("one", () -> ledger.send(channel, 10, 11, 12));
                Goroutine<?> two = scope.go("two", () -> ledger.send(channel, 20, 21, 22));
                for (List<Integer> list : received) {
                    scope.go("receiver", () -> {
                        for (int value : channel) {
                            list.add(value);
                        }
                    });
                }
                one.await();
                two.await();
                channel.close();
            });
            for (List<Integer> list : received) {
                Ledger.inOrder(list);
                list.forEach(ledger::received);
            }
            ledger.balance();
            if (!kind.drops()) {
                ledger.hasReceived(10, 11, 12, 20, 21, 22);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_lose_and_double_nothing_when_both_ends_are_cancelled(Kind kind) {
        Ledger.explore("cancel", kind, (ledger, channel) -> {
            Scope.run(scope -> {
                Goroutine<?> sender = scope.go("sender", () -> ledger.send(channel, 10, 11));
                Goroutine<?> receiver = scope.go("receiver", () -> ledger.receive(channel, 2));
                scope.go("other sender", () -> ledger.send(channel, 20));
                scope.go("other receiver", () -> ledger.receive(channel, 1));
                sender.cancel();
                receiver.cancel();
                sender.outcome();
                scope.go("end", () -> {
                    Clocks.sleep(TICK);
                    channel.close();
                });
            });
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_lose_and_double_nothing_when_time_is_up_at_the_same_instant(Kind kind) {
        Ledger.explore("timeouts", kind, (ledger, channel) -> {
            Scope.run(scope -> {
                scope.go("timed receiver", () -> ledger.receiveWithin(channel, TICK));
                scope.go("late sender", () -> {
                    Clocks.sleep(TICK);
                    ledger.sendWithin(channel, TICK, 10);
                    ledger.sendWithin(channel, TICK, 11);
                });
                scope.go("timed sender", () -> ledger.sendWithin(channel, TICK, 20));
                scope.go("late receiver", () -> {
                    Clocks.sleep(TICK.multipliedBy(2));
                    ledger.receiveWithin(channel, TICK);
                });
            });
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_take_all_or_nothing_of_a_value_when_it_is_closed_meanwhile(Kind kind) {
        Simulation.explore("close " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = kind.make(ledger);
            int[] first = new int[1];
            Scope.run(scope -> {
                scope.go("sender", () -> ledger.send(channel, 10, 11));
                scope.go("trying sender", () -> ledger.trySend(channel, 20));
                scope.go("receiver", () -> ledger.receive(channel, 4));
                for (int i = 0; i < 2; i++) {
                    scope.go("closer", () -> {
                        if (channel.close()) {
                            first[0]++;
                        }
                    });
                }
            });
            assertThat(first[0]).isEqualTo(1);
            ledger.balance();
            assertThat(channel.size())
                    .as("kept though a receiver went on to the end")
                    .isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_tell_of_each_value_that_nobody_got_when_it_is_discarded(Kind kind) {
        Simulation.explore("discard " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = kind.make(ledger);
            Scope.run(scope -> {
                scope.go("sender", () -> ledger.send(channel, 10, 11, 12));
                scope.go("other sender", () -> ledger.sendWithin(channel, TICK, 20));
                scope.go("receiver", () -> ledger.receive(channel, 1));
                scope.go("end", channel::discard);
            });
            assertThat(channel.size()).isZero();
            ledger.balance();
        });
    }
}
