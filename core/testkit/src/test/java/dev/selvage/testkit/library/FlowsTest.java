package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Clocks;
import dev.selvage.flow.Bulkhead;
import dev.selvage.flow.Parallel;
import dev.selvage.flow.Pipeline;
import dev.selvage.flow.RateLimiter;
import dev.selvage.flow.WorkerPool;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lets through, queues or passes on: no more at a time than it may, in order, and nothing lost when somebody gives up. */
class FlowsTest {
    @Test
    void should_keep_the_limit_and_every_permit_when_those_who_wait_are_cancelled() {
        Simulation.explore(SOME, sim -> {
            Bulkhead bulkhead = Bulkhead.of(3);
            int[] held = new int[1];
            Scope.run(scope -> {
                List<Goroutine<?>> callers = new ArrayList<>();
                for (int weight : new int[] {2, 3, 1, 2}) {
                    callers.add(scope.go(
                            "caller",
                            () -> bulkhead.call(weight, () -> {
                                held[0] += weight;
                                assertThat(held[0]).isLessThanOrEqualTo(3);
                                Simulation.point("works");
                                held[0] -= weight;
                                return null;
                            })));
                }
                callers.get(1).cancel();
                callers.get(3).cancel();
            });
            assertThat(bulkhead.available()).isEqualTo(3);
            assertThat(bulkhead.waiting()).isZero();
        });
    }

    @Test
    void should_not_let_the_light_overtake_the_heavy_when_it_has_to_wait() {
        Simulation.explore(SOME, sim -> {
            Bulkhead bulkhead = Bulkhead.of(2);
            List<String> order = new ArrayList<>();
            Scope.run(scope -> {
                Bulkhead.Permit first = bulkhead.acquire(1);
                scope.go("heavy", () -> bulkhead.call(2, () -> order.add("heavy")));
                Clocks.sleep(TICK); // it waits then
                scope.go("light", () -> bulkhead.call(1, () -> order.add("light")));
                assertThat(bulkhead.tryAcquire(1)).isEmpty();
                scope.go("giver", first::close);
            });
            assertThat(order).containsExactly("heavy", "light");
            assertThat(bulkhead.available()).isEqualTo(2);
        });
    }

    @Test
    void should_let_through_no_more_than_the_rate_and_lose_no_token_when_somebody_gives_up() {
        Simulation.explore(SOME, sim -> {
            RateLimiter limiter = RateLimiter.of(1, TICK);
            List<Duration> passed = new ArrayList<>();
            Scope.run(scope -> {
                List<Goroutine<?>> callers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    callers.add(scope.go("caller", () -> {
                        limiter.acquire();
                        passed.add(sim.elapsed());
                    }));
                }
                Clocks.sleep(TICK);
                callers.getLast().cancel();
            });
            for (int i = 0; i < passed.size(); i++) {
                assertThat(passed.get(i)).as("%s", passed).isEqualTo(TICK.multipliedBy(i));
            }
            assertThat(passed).hasSizeBetween(3, 4);
        });
    }

    @Test
    void should_run_refuse_or_cancel_each_task_when_a_shutdown_meets_submits() {
        Simulation.explore(SOME, sim -> {
            List<Goroutine<Integer>> submitted = new ArrayList<>();
            int[] refused = new int[1];
            int[] alive = new int[1];
            Scope.run(scope -> {
                WorkerPool pool = WorkerPool.start(scope, 1, 1);
                for (int i = 0; i < 3; i++) {
                    scope.go("submitter", () -> {
                        try {
                            submitted.add(pool.submit(() -> {
                                alive[0]++;
                                try {
                                    Clocks.sleep(TICK);
                                } finally {
                                    alive[0]--;
                                }
                                return 7;
                            }));
                        } catch (IllegalStateException stopped) {
                            refused[0]++;
                        }
                    });
                }
                pool.shutdown(TICK);
                assertThat(alive[0]).as("alive after the shutdown").isZero();
                assertThat(submitted).allMatch(goroutine -> goroutine.outcome().isPresent());
            });
            assertThat(submitted.size() + refused[0]).isEqualTo(3);
            assertThat(submitted)
                    .allSatisfy(goroutine -> assertThat(goroutine.outcome())
                            .get()
                            .isInstanceOfAny(Outcome.Success.class, Outcome.Cancelled.class));
        });
    }

    @Test
    void should_finish_all_that_was_submitted_when_it_is_drained() {
        Simulation.explore(
                SOME,
                sim -> Scope.run(scope -> {
                    WorkerPool pool = WorkerPool.start(scope, 2, 1);
                    List<Goroutine<Integer>> submitted = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        int number = i;
                        submitted.add(pool.submit(() -> {
                            Simulation.point("works");
                            return number;
                        }));
                    }
                    pool.drain();
                    for (int i = 0; i < 3; i++) {
                        assertThat(submitted.get(i).outcome()).contains(new Outcome.Success<>(i));
                    }
                }));
    }

    @Test
    void should_give_back_the_place_when_a_task_is_cancelled_before_or_while_it_runs() {
        Simulation.explore(
                SOME,
                sim -> Scope.run(scope -> {
                    WorkerPool pool = WorkerPool.start(scope, 1, 1);
                    Goroutine<?> first = pool.submit(() -> Clocks.sleep(TICK));
                    Goroutine<?> second = pool.submit(() -> Clocks.sleep(TICK));
                    scope.go("canceller", second::cancel);
                    scope.go("other canceller", first::cancel);
                    for (int i = 0; i < 2; i++) {
                        assertThat(pool.submit(() -> 7).await()).isEqualTo(7);
                    }
                    pool.drain();
                }));
    }

    @Test
    void should_end_all_stages_and_take_few_when_the_consumer_returns_early() {
        Simulation.explore(SOME, sim -> {
            int[] taken = new int[1];
            int[] alive = new int[1];
            int first = Pipeline.from(counting(taken))
                    .stage("double", 2, 1, value -> {
                        alive[0]++;
                        try {
                            Simulation.point("works");
                            return 2 * value;
                        } finally {
                            alive[0]--;
                        }
                    })
                    .stage("next", 1, 0, value -> value + 1)
                    .<Integer, RuntimeException>call(values -> values.receive());
            assertThat(first).isEqualTo(1);
            assertThat(alive[0]).isZero();
            int before = taken[0];
            Clocks.sleep(TICK);
            assertThat(taken[0]).isEqualTo(before);
        });
    }

    @Test
    void should_keep_the_order_when_several_work_on_a_stage() {
        Simulation.explore(SOME, sim -> {
            List<Integer> values = Pipeline.from(List.of(0, 1, 2, 3))
                    .stage("ordered", 2, 1, value -> {
                        Simulation.point("works");
                        return value;
                    })
                    .unorderedStage("unordered", 1, 0, value -> value)
                    .toList();
            assertThat(values).containsExactly(0, 1, 2, 3);
        });
    }

    @Test
    void should_take_no_more_than_are_under_way_and_keep_the_order() {
        Simulation.explore(SOME, sim -> {
            int[] taken = new int[1];
            int[] done = new int[1];
            Iterator<Integer> source = IntStream.range(0, 5)
                    .peek(value -> {
                        taken[0]++;
                        assertThat(taken[0] - done[0]).isLessThanOrEqualTo(2);
                    })
                    .iterator();
            List<Integer> results = Parallel.map(source, 2, value -> {
                Simulation.point("works");
                done[0]++;
                return 10 * value;
            });
            assertThat(results).containsExactly(0, 10, 20, 30, 40);
        });
    }

    @Test
    void should_stop_taking_and_end_all_when_one_fails() {
        Simulation.explore(SOME, sim -> {
            int[] alive = new int[1];
            try {
                Parallel.forEach(counting(new int[1]), 2, value -> {
                    alive[0]++;
                    try {
                        Clocks.sleep(TICK);
                        if (value == 2) {
                            throw new IllegalStateException("mistake");
                        }
                    } finally {
                        alive[0]--;
                    }
                });
                throw new AssertionError("the source has no end");
            } catch (ScopeFailedException failed) {
                assertThat(failed).hasRootCauseMessage("mistake");
            }
            assertThat(alive[0]).isZero();
        });
    }

    @Test
    void should_have_an_outcome_for_each_when_some_fail() {
        Simulation.explore(SOME, sim -> {
            List<Outcome<Integer>> outcomes = Parallel.mapSettled(List.of(0, 1, 2, 3), 2, value -> {
                Simulation.point("works");
                if (value % 2 == 1) {
                    throw new IllegalStateException("odd");
                }
                return value;
            });
            assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>(0));
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failure.class);
            assertThat(outcomes.get(2)).isEqualTo(new Outcome.Success<>(2));
            assertThat(outcomes.get(3)).isInstanceOf(Outcome.Failure.class);
        });
    }

    /** From zero, without an end. */
    private static Iterable<Integer> counting(int[] taken) {
        return () -> IntStream.iterate(0, value -> value + 1)
                .peek(value -> taken[0]++)
                .iterator();
    }

    /** One may be taken between the end of the work that fails and the cancellation of the rest, and none because the rest ends. */
    @Test
    void should_take_nothing_more_from_the_source_when_the_rest_is_cancelled() {
        Simulation.explore(SOME, sim -> {
            int[] taken = new int[1];
            Iterator<Integer> endless = IntStream.iterate(1, i -> i + 1)
                    .peek(i -> taken[0] = i)
                    .boxed()
                    .iterator();
            assertThatThrownBy(() -> Parallel.map(endless, 2, i -> {
                        Clocks.sleep(i == 2 ? TICK : TICK.multipliedBy(100));
                        throw new IOException("broken");
                    }))
                    .isInstanceOf(ScopeFailedException.class);
            assertThat(taken[0]).isBetween(2, 3);
        });
    }
}
