package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Ticker;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.dsl.Go;
import dev.selvage.flow.Hedge;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualTimeRunTest {
    @Test
    void should_pass_a_day_of_retries_at_once() throws Exception {
        VirtualTime.run(clock -> {
            int tries = 0;
            for (Duration pause = Duration.ofMinutes(1);
                    clock.elapsed().toHours() < 24;
                    pause = pause.multipliedBy(2)) {
                Go.sleep(pause);
                tries++;
            }
            assertThat(tries).isEqualTo(11);
            assertThat(clock.now()).isAfter(Instant.parse("2000-01-02T00:00:00Z"));
        });
    }

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
    void should_drive_tickers_and_timeouts_of_channels() throws Exception {
        VirtualTime.run(clock -> {
            try (Ticker ticker = Ticker.every(Duration.ofHours(1))) {
                ticker.channel().receive();
                ticker.channel().receive();
                assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));
            }
            Channel.<Integer>rendezvous().receive(Duration.ofHours(5));
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(7));
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

    @Test
    void should_stand_still_while_somebody_sleeps_in_real_time() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            scope.go(() -> Go.sleep(Duration.ofHours(1)));
            scope.go(() -> {
                Thread.sleep(20);
                assertThat(clock.elapsed()).isZero();
            });
        }));
    }

    @Test
    void should_stand_still_while_somebody_reads_from_a_socket() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            VirtualTime.run(clock -> Scope.run(scope -> {
                CountDownLatch read = new CountDownLatch(1);
                scope.go(() -> Go.sleep(Duration.ofHours(1)));
                scope.go(() -> {
                    try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        client.getInputStream().read();
                        assertThat(clock.elapsed()).isZero();
                        read.countDown();
                    }
                });
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(7);
                    read.await();
                }
            }));
        }
    }

    @Test
    void should_name_who_waits_outside_when_nothing_comes() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            VirtualTimeOptions impatient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(50));
            assertThatThrownBy(() -> VirtualTime.run(
                            impatient,
                            clock -> Scope.run(scope -> {
                                scope.go("acceptor", server::accept);
                                Go.sleep(Duration.ofHours(1));
                            })))
                    .isInstanceOf(SimulationFailedError.class)
                    .hasMessageContaining("outside")
                    .hasMessageContaining("acceptor");
        }
    }

    @Test
    void should_wait_for_a_thread_outside_when_told_of_it() throws Exception {
        VirtualTime.run(clock -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> answer.complete("answer"));
            String given = clock.outside(answer::get);
            assertThat(given).isEqualTo("answer");
            assertThat(clock.elapsed()).isZero();
        });
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

    @Test
    void should_run_hooks_in_the_same_world() throws Exception {
        VirtualTime.run(clock -> {
            Channel<Duration> heard = Channel.buffered(1);
            try (var context = Context.current().withTimeout(Duration.ofMinutes(5))) {
                context.onCancel(() -> {
                    Go.sleep(Duration.ofMinutes(1));
                    heard.send(clock.elapsed());
                });
                assertThat(heard.receive()).isEqualTo(Duration.ofMinutes(6));
            }
        });
    }

    @Test
    void should_take_services_and_hedged_attempts_along() throws Exception {
        VirtualTime.run(clock -> {
            Service service = Service.start(ServiceOptions.named("hourly"), scope -> Go.sleep(Duration.ofHours(1)));
            service.await();
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
            int[] attempts = new int[1];
            int fastest = Hedge.<Integer, InterruptedException>after(Duration.ofHours(1), () -> {
                int number = ++attempts[0];
                Go.sleep(Duration.ofHours(number == 1 ? 5 : 2));
                return number;
            });
            assertThat(fastest).isEqualTo(2);
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(4));
        });
    }

    @VirtualTimeTest
    void should_give_the_clock_to_a_test(VirtualClock clock) throws InterruptedException {
        Go.sleep(Duration.ofDays(1));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1));
    }

    @VirtualTimeTest(autoAdvance = false)
    void should_hold_the_clock_when_the_test_says_so(VirtualClock clock) throws InterruptedException {
        clock.advance(Duration.ofDays(2));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(2));
    }
}
