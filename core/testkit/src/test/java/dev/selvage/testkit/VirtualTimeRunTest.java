package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.dsl.Go;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualTimeRunTest {
    @Test
    void should_move_only_when_told_to_when_it_does_not_move_by_itself() throws Exception {
        VirtualTime.run(clock -> {
            // given
            clock.autoAdvance(false);
            AtomicInteger ticks = new AtomicInteger();
            Scope.run(scope -> {
                scope.go(() -> {
                    for (int i = 0; i < 10; i++) {
                        Go.sleep(Duration.ofSeconds(1));
                        ticks.incrementAndGet();
                    }
                });

                // when, then
                clock.settle();
                assertThat(ticks).hasValue(0);
                clock.advance(Duration.ofMillis(3_500));
                assertThat(ticks).hasValue(3);
                assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(3_500));
                clock.advance(Duration.ofSeconds(7));
                assertThat(ticks).hasValue(10);
            });
        });
    }

    @Test
    void should_end_a_scope_by_its_deadline() throws Exception {
        VirtualTime.run(clock -> {
            assertThatThrownBy(() -> Scope.options()
                            .withTimeout(Duration.ofDays(3))
                            .run(scope -> {
                                Channel.<Integer>rendezvous().receive();
                            }))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(3));
        });
    }

    @Test
    void should_report_a_deadlock_at_once() throws Exception {
        assertThatThrownBy(() -> VirtualTime.run(clock -> Scope.run(scope -> {
                    Channel<Integer> never = Channel.rendezvous();
                    scope.go("receiver", () -> {
                        never.receive();
                    });
                })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("deadlock")
                .hasMessageContaining("receiver")
                .hasMessageContaining("chan receive");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "3, 6"})
    void should_let_the_seed_decide_what_comes_first_at_one_instant(int sleepers, int possible) {
        Set<List<Integer>> orders = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            orders.add(order(seed, sleepers));
            assertThat(order(seed, sleepers)).isEqualTo(order(seed, sleepers));
        }
        assertThat(orders).hasSize(possible);
    }

    private static List<Integer> order(long seed, int sleepers) {
        List<Integer> order = new ArrayList<>();
        try {
            VirtualTime.run(
                    VirtualTimeOptions.defaults().withSeed(seed),
                    clock -> Scope.run(scope -> {
                        for (int i = 0; i < sleepers; i++) {
                            int mine = i;
                            scope.go(() -> {
                                Go.sleep(Duration.ofSeconds(1));
                                order.add(mine);
                            });
                        }
                    }));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return order;
    }

    @Test
    void should_throw_what_the_body_throws() throws Exception {
        IOException own = new IOException("own");
        assertThatThrownBy(() -> VirtualTime.run(clock -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @VirtualTimeTest
    void should_give_the_clock_to_a_test(VirtualClock clock) throws InterruptedException {
        Go.sleep(Duration.ofDays(1));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1));
    }
}
