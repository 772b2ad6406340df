package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Clocks;
import dev.selvage.context.CancelledException;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.Race;
import dev.selvage.flow.Retry;
import dev.selvage.flow.Schedule;
import dev.selvage.flow.SingleFlight;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Races, hedges, retries and shared calls: one result, nobody left, whoever is first or is cancelled. */
class CallsTest {
    @Test
    void should_give_the_value_of_one_and_end_the_others_when_all_arrive_at_once() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int first = Race.<Integer>first(
                    () -> work.sleepAndGive(1), () -> work.sleepAndGive(2), () -> work.sleepAndGive(3));
            assertThat(first).isBetween(1, 3);
            assertThat(work.alive).isZero();
            assertThat(Thread.interrupted()).isFalse();
        });
    }

    @Test
    void should_give_a_value_though_others_fail_when_any_success_will_do() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int value = Race.<Integer>anySuccess(
                    () -> work.sleepAndFail("one"), () -> work.sleepAndGive(2), () -> work.sleepAndFail("three"));
            assertThat(value).isEqualTo(2);
            assertThat(work.alive).isZero();
        });
    }

    @Test
    void should_tell_of_all_failures_when_nobody_succeeds() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            try {
                Race.<Integer>anySuccess(() -> work.sleepAndFail("one"), () -> work.sleepAndFail("two"));
                throw new AssertionError("somebody won");
            } catch (ScopeFailedException lost) {
                assertThat(lost.failures()).hasSize(2);
            }
        });
    }

    @Test
    void should_have_one_result_when_the_first_attempt_ends_as_the_second_begins_or_ends() {
        Hedge hedge = Hedge.after(TICK).withMaxAttempts(3);
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int value = hedge.<Integer, Exception>call(() -> work.call(() -> {
                int number = work.begun;
                Clocks.sleep(number == 1 ? TICK.multipliedBy(2) : TICK);
                return number;
            }));
            assertThat(value).isBetween(1, 3);
            assertThat(work.alive).isZero();
            assertThat(Thread.interrupted()).isFalse();
        });
    }

    @Test
    void should_give_the_value_of_the_attempt_that_succeeds_when_others_fail_at_the_same_instant() {
        Hedge hedge = Hedge.after(TICK);
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int value = hedge.<Integer, Exception>call(() -> work.call(() -> {
                int number = work.begun;
                Clocks.sleep(number == 1 ? TICK.multipliedBy(2) : TICK);
                if (number == 1) {
                    throw new IOException("first");
                }
                return number;
            }));
            assertThat(value).isEqualTo(2);
            assertThat(work.alive).isZero();
        });
    }

    @Test
    void should_end_all_attempts_when_the_caller_is_cancelled() {
        Hedge hedge = Hedge.after(TICK).withMaxAttempts(3);
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            Scope.run(scope -> {
                Goroutine<Integer> caller =
                        scope.go("caller", () -> hedge.<Integer, Exception>call(() -> work.sleepAndGive(work.begun)));
                Clocks.sleep(TICK);
                caller.cancel();
                try {
                    assertThat(caller.await()).isBetween(0, 3);
                } catch (CancelledException expected) {
                    assertThat(work.alive).isZero();
                }
            });
            assertThat(work.alive).isZero();
        });
    }

    @Test
    void should_not_try_again_when_it_is_cancelled_as_it_fails_or_waits() {
        Retry retry = Retry.attempts(10).withSchedule(Schedule.fixed(TICK));
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            Scope.run(scope -> {
                Goroutine<Integer> caller =
                        scope.go("caller", () -> retry.<Integer, Exception>call(() -> work.sleepAndFail("again")));
                Clocks.sleep(TICK.multipliedBy(2));
                caller.cancel();
                int before = work.begun;
                try {
                    caller.await();
                    throw new AssertionError("it cannot succeed");
                } catch (CancelledException | GoroutineFailedException ended) {
                    assertThat(work.begun).isBetween(before, before + 1);
                }
            });
        });
    }

    @Test
    void should_do_the_work_once_at_a_time_and_give_it_to_all_who_ask() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            SingleFlight<String, Integer> flight = SingleFlight.named("flight");
            Scope.run(scope -> {
                for (int i = 0; i < 3; i++) {
                    scope.go(
                            "caller",
                            () -> assertThat(flight.call("key", () -> work.sleepAndGive(7)))
                                    .isEqualTo(7));
                }
            });
            assertThat(work.most).isEqualTo(1);
            assertThat(flight.size()).isZero();
        });
    }

    @Test
    void should_give_the_followers_a_value_when_the_leader_is_cancelled() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            SingleFlight<String, Integer> flight = SingleFlight.named("flight");
            Scope.options().isolated(leaders -> {}).run(scope -> {
                List<Goroutine<Integer>> callers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    callers.add(scope.go(
                            "caller",
                            () -> flight.call("key", () -> {
                                try {
                                    return work.sleepAndGive(7);
                                } catch (InterruptedException cancelled) {
                                    throw new IOException("gave up", cancelled); // as drivers do
                                }
                            })));
                }
                Simulation.point("before the cancellation");
                callers.getFirst().cancel(); // who leads is for the schedule to say
                for (Goroutine<Integer> caller : callers.subList(1, 3)) {
                    assertThat(caller.await()).isEqualTo(7);
                }
            });
            assertThat(work.most).isEqualTo(1);
            assertThat(work.alive).isZero();
            assertThat(flight.size()).isZero();
        });
    }

    @Test
    void should_tell_all_who_wait_of_the_failure_and_begin_anew_when_somebody_asks_later() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            SingleFlight<String, Integer> flight = SingleFlight.named("flight");
            int[] failed = new int[1];
            Scope.run(scope -> {
                for (int i = 0; i < 2; i++) {
                    scope.go("caller", () -> {
                        try {
                            flight.call("key", () -> work.sleepAndFail("mistake"));
                        } catch (GoroutineFailedException expected) {
                            assertThat(expected).hasRootCauseMessage("mistake");
                            failed[0]++;
                        }
                    });
                }
                scope.go("forgetful", () -> flight.forget("key"));
            });
            assertThat(failed[0]).isEqualTo(2);
            assertThat(flight.call("key", () -> work.sleepAndGive(7))).isEqualTo(7);
            assertThat(flight.size()).isZero();
        });
    }
}
