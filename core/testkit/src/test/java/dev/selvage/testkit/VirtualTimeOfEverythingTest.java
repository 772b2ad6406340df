package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Select;
import dev.selvage.channel.Ticker;
import dev.selvage.channel.Timer;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.dsl.Go;
import dev.selvage.flow.Call;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.RateLimiter;
import dev.selvage.flow.Retry;
import dev.selvage.flow.Schedule;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All of the library that goes by time takes none, on whatever thread and in whatever context of the run. */
class VirtualTimeOfEverythingTest {
    @Test
    void should_pass_a_day_of_retries_with_the_pauses_of_their_schedule() throws Exception {
        VirtualTime.run(clock -> {
            // given
            List<Duration> tries = new ArrayList<>();
            Retry daily = Retry.by(Schedule.exponential(Duration.ofSeconds(1))
                    .upTo(Duration.ofHours(1))
                    .within(Duration.ofHours(24)));

            // when
            assertThatThrownBy(() -> daily.call(() -> {
                        tries.add(clock.elapsed());
                        throw new IllegalStateException("down");
                    }))
                    .hasMessage("down");

            // then: 1, 2, 4, ... 2048 s, then every hour as long as the day has room for one more
            assertThat(tries.subList(0, 5))
                    .containsExactly(
                            Duration.ZERO,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(3),
                            Duration.ofSeconds(7),
                            Duration.ofSeconds(15));
            assertThat(tries.get(13)).isEqualTo(tries.get(12).plusHours(1));
            assertThat(tries.getLast()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        });
    }

    @Test
    void should_let_a_rate_limiter_wait_for_its_tokens() throws Exception {
        VirtualTime.run(clock -> {
            RateLimiter limiter = RateLimiter.of(1, Duration.ofMinutes(1));
            for (int i = 0; i < 10; i++) {
                limiter.acquire();
            }
            assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(9));
        });
    }

    @Test
    void should_end_awaits_receives_and_sends_at_their_timeouts() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            Channel<Integer> nobody = Channel.rendezvous();
            Goroutine<Void> slow = scope.go(() -> Go.sleep(Duration.ofHours(5)));
            assertThatThrownBy(() -> slow.await(Duration.ofHours(1))).isInstanceOf(TimeoutException.class);
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
            assertThat(nobody.receive(Duration.ofHours(1))).hasToString("Empty[]");
            assertThat(nobody.send(1, Duration.ofHours(1))).isFalse();
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(3));
        }));
    }

    @Test
    void should_take_the_clause_of_a_select_whose_time_has_come() throws Exception {
        VirtualTime.run(clock -> {
            Channel<Integer> nobody = Channel.rendezvous();
            String chosen =
                    Select.select(nobody.onReceive(value -> "value"), Select.after(Duration.ofDays(1), () -> "a day"));
            assertThat(chosen).isEqualTo("a day");
            assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1));
        });
    }

    @Test
    void should_drive_tickers_and_timers() throws Exception {
        VirtualTime.run(clock -> {
            try (Ticker ticker = Ticker.every(Duration.ofHours(1));
                    Timer timer = Timer.after(Duration.ofMinutes(90))) {
                assertThat(ticker.channel().receive()).isEqualTo(Instant.parse("2000-01-01T01:00:00Z"));
                assertThat(timer.channel().receive()).isEqualTo(Instant.parse("2000-01-01T01:30:00Z"));
                assertThat(ticker.channel().receive()).isEqualTo(Instant.parse("2000-01-01T02:00:00Z"));
            }
        });
    }

    @Test
    void should_bound_the_whole_of_a_call_and_each_try_of_it() throws Exception {
        VirtualTime.run(clock -> {
            int[] tries = new int[1];
            Call call = Call.named("quote")
                    .timeout(Duration.ofMinutes(10))
                    .retry(Retry.by(Schedule.fixed(Duration.ofMinutes(1))));
            assertThatThrownBy(() -> call.run(() -> {
                        tries[0]++;
                        Go.sleep(Duration.ofSeconds(30));
                        throw new IllegalStateException("down");
                    }))
                    .hasMessage("down");
            assertThat(tries).containsExactly(7); // one more would begin after the end of the call
            assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(570));
            assertThatThrownBy(() -> call.run(() -> {
                        Go.sleep(Duration.ofHours(1));
                        return "late";
                    }))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(570 + 600));
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
    void should_hold_for_plain_virtual_threads_as_well() throws Exception {
        VirtualTime.run(clock -> {
            CountDownLatch woken = new CountDownLatch(2);
            Thread.startVirtualThread(() -> {
                sleepFor(Duration.ofHours(2));
                woken.countDown();
            });
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                executor.execute(() -> {
                    sleepFor(Duration.ofHours(3));
                    woken.countDown();
                });
            }
            woken.await();
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(3));
        });
    }

    @Test
    void should_pass_when_a_plain_virtual_thread_is_joined() throws Exception {
        VirtualTime.run(clock -> {
            Thread sleeper = Thread.startVirtualThread(() -> sleepFor(Duration.ofHours(1)));
            sleeper.join();
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void should_pass_when_a_goroutine_does_the_task_that_another_waits_for() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            FutureTask<String> task = new FutureTask<>(() -> {
                Clocks.sleep(Duration.ofHours(1));
                return "done";
            });
            scope.go("worker", task::run);
            assertThat(task.get()).isEqualTo("done");
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        }));
    }

    @ParameterizedTest
    @EnumSource
    void should_hold_for_pools_whose_threads_are_virtual(Pool pool) throws Exception {
        VirtualTime.run(clock -> {
            ExecutorService executor = pool.made();
            Future<String> answer = executor.submit(() -> {
                Clocks.sleep(Duration.ofHours(1));
                return "answer";
            });
            assertThat(answer.get()).isEqualTo("answer");
            Future<String> other = executor.submit(() -> {
                Clocks.sleep(Duration.ofHours(1));
                return "other";
            });
            assertThat(other.get(1, TimeUnit.HOURS)).isEqualTo("other");
            Future<Void> last = executor.submit(() -> {
                Clocks.sleep(Duration.ofHours(1));
                return null;
            });
            executor.close();
            assertThat(last.isDone()).isTrue();
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(3));
        });
    }

    /** Pools of the JDK's whose threads belong to the run that makes them. */
    enum Pool {
        THREAD_FOR_EACH_TASK {
            @Override
            ExecutorService made() {
                return Executors.newVirtualThreadPerTaskExecutor();
            }
        },
        FIXED {
            @Override
            ExecutorService made() {
                return Executors.newFixedThreadPool(2, Thread.ofVirtual().factory());
            }
        };

        abstract ExecutorService made();
    }

    @Test
    void should_hold_below_the_background_context_as_well() throws Exception {
        VirtualTime.run(clock -> {
            Context.background().<InterruptedException>run(() -> Clocks.sleep(Duration.ofHours(1)));
            try (var detached = Context.background().withTimeout(Duration.ofHours(1))) {
                assertThatThrownBy(() -> detached.run(() -> Clocks.sleep(Duration.ofDays(1))))
                        .isInstanceOf(InterruptedException.class);
            }
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));
        });
    }

    private static void sleepFor(Duration span) {
        try {
            Clocks.sleep(span);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
