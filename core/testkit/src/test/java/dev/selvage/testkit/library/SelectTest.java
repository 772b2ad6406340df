package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clause;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Select;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A select does exactly one of its clauses, whatever others do meanwhile. */
class SelectTest {
    private static Clause<Boolean, RuntimeException> send(Ledger ledger, Channel<Integer> to, int value) {
        return to.onSend(value, () -> {
            ledger.accepted(value);
            return true;
        });
    }

    private static Clause<Boolean, RuntimeException> receive(Ledger ledger, Channel<Integer> from) {
        return from.onReceive(value -> {
            ledger.received(value);
            return false;
        });
    }

    /** Fair, or in the order written. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only passed on
    private static boolean select(boolean fair, Clause<Boolean, RuntimeException>... clauses)
            throws InterruptedException {
        return fair
                ? Select.<Boolean, RuntimeException>select(clauses)
                : Select.<Boolean, RuntimeException>first(clauses);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_receive_each_value_once_when_two_select_from_the_same_two(Kind kind) {
        Simulation.explore("two and two " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> a = kind.make(ledger);
            Channel<Integer> b = kind.make(ledger);
            Scope.run(scope -> {
                scope.go("to a", () -> ledger.send(a, 10, 11));
                scope.go("to b", () -> ledger.send(b, 20, 21));
                for (int i = 0; i < 2; i++) {
                    boolean fair = i == 0;
                    scope.goDaemon("selector", () -> {
                        while (true) {
                            select(fair, receive(ledger, a), receive(ledger, b));
                        }
                    });
                }
                Clocks.sleep(TICK); // all has been taken then
            });
            ledger.balance(a);
            ledger.balance(b);
        });
    }

    @Test
    void should_let_those_behind_it_have_the_value_when_it_was_served_elsewhere() {
        Simulation.explore(SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> a = Channel.rendezvous();
            Channel<Integer> b = Channel.rendezvous();
            Scope.run(scope -> {
                Goroutine<Boolean> selector =
                        scope.go("selector", () -> select(true, receive(ledger, a), receive(ledger, b)));
                scope.go("receiver of a", () -> ledger.receive(a, 1));
                scope.go("to a", () -> ledger.send(a, 10));
                scope.go("to either", () -> select(true, send(ledger, a, 20), send(ledger, b, 20)));
                selector.await();
            });
            ledger.hasReceived(10, 20);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_meet_and_not_block_when_two_select_the_same_in_opposite_order(boolean fair) {
        Simulation.explore("opposite " + fair, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> a = Channel.rendezvous();
            Channel<Integer> b = Channel.rendezvous();
            List<Boolean> sent = new ArrayList<>();
            Scope.run(scope -> {
                scope.go("one", () -> sent.add(select(fair, receive(ledger, a), send(ledger, b, 20))));
                scope.go("other", () -> sent.add(select(fair, receive(ledger, b), send(ledger, a, 10))));
            });
            assertThat(sent).containsExactlyInAnyOrder(true, false);
            ledger.balance();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_never_meet_itself_when_it_sends_and_receives_on_the_same_channel(boolean fair) {
        Simulation.explore("itself " + fair, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = Channel.rendezvous();
            List<Boolean> sent = new ArrayList<>();
            Scope.run(scope -> {
                for (int i = 1; i <= 4; i++) {
                    int mine = 10 * i;
                    scope.go(
                            "either",
                            () -> sent.add(select(fair, send(ledger, channel, mine), receive(ledger, channel))));
                }
            });
            assertThat(sent).containsExactlyInAnyOrder(true, true, false, false);
            ledger.balance();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_not_do_otherwise_while_one_of_them_is_ready_at_every_moment(boolean fair) {
        Simulation.explore("otherwise " + fair, SOME, sim -> {
            Channel<Integer> a = Channel.buffered(1);
            Channel<Integer> b = Channel.buffered(1);
            a.send(1);
            Scope.run(scope -> {
                scope.go("mover", () -> {
                    b.send(2);
                    a.receive();
                    a.send(3);
                    b.receive();
                });
                scope.go("looker", () -> {
                    boolean found = select(
                            fair, a.onReceive(a::trySend), b.onReceive(b::trySend), Select.otherwise(() -> false));
                    assertThat(found).as("found one, and put it back").isTrue();
                });
            });
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_leave_the_value_when_it_ends_by_a_context(Kind kind) {
        Ledger.explore("done", kind, (ledger, channel) -> {
            try (CancellableContext stop = Context.current().withCancel()) {
                Scope.run(scope -> {
                    scope.go("selector", () -> {
                        boolean more = true;
                        while (more) {
                            more = Select.<Boolean, RuntimeException>select(
                                    channel.onReceive(value -> {
                                        ledger.received(value);
                                        return true;
                                    }),
                                    Select.onDone(stop, () -> false));
                        }
                    });
                    Goroutine<?> sender = scope.go("sender", () -> ledger.send(channel, 10, 11));
                    scope.go("stopper", () -> {
                        stop.cancel();
                    });
                    Clocks.sleep(TICK);
                    sender.cancel();
                });
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_leave_the_value_when_it_is_cancelled_or_its_time_is_up(Kind kind) {
        Ledger.explore("cancelled", kind, (ledger, channel) -> {
            Channel<Integer> other = Channel.rendezvous();
            Scope.run(scope -> {
                Goroutine<?> cancelled =
                        scope.go("cancelled", () -> select(true, receive(ledger, other), receive(ledger, channel)));
                scope.go("timed", () -> select(true, receive(ledger, channel), Select.after(TICK, () -> false)));
                scope.go("sender", () -> ledger.sendWithin(channel, TICK, 10));
                scope.go("late sender", () -> {
                    Clocks.sleep(TICK);
                    select(true, send(ledger, channel, 11), Select.after(TICK, () -> false));
                });
                cancelled.cancel();
            });
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void should_see_the_closing_last_when_there_are_values(Kind kind) {
        Simulation.explore("closing " + kind, SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = kind.make(ledger);
            Scope.run(scope -> {
                for (int i = 0; i < 2; i++) {
                    scope.go("selector", () -> {
                        boolean more = true;
                        while (more) {
                            more = Select.<Boolean, RuntimeException>select(
                                    channel.onClosed(() -> false), channel.onReceive(value -> {
                                        ledger.received(value);
                                        return true;
                                    }));
                        }
                        assertThat(channel.size()).isZero();
                    });
                }
                scope.go("sender", () -> {
                    ledger.send(channel, 10, 11);
                    channel.close();
                });
            });
            ledger.balance();
        });
    }

    @Test
    void should_see_the_end_of_a_goroutine_or_the_value_but_not_both() {
        Simulation.explore(SOME, sim -> {
            Ledger ledger = new Ledger();
            Channel<Integer> channel = Channel.buffered(1);
            Scope.run(scope -> {
                Goroutine<Integer> worker = scope.go("worker", () -> {
                    ledger.trySend(channel, 10);
                    return 20;
                });
                int got = Select.<Integer, RuntimeException>select(
                        channel.onReceive(value -> {
                            ledger.received(value);
                            return value;
                        }),
                        Select.onDone(worker, outcome -> ((Outcome.Success<Integer>) outcome).value()));
                assertThat(channel.size()).isEqualTo(got == 10 ? 0 : 1);
            });
            ledger.balance(channel);
        });
    }
}
