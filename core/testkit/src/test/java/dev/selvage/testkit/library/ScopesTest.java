package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Clocks;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.context.Registration;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A scope ends once, after all that was started in it, and says why, however its end is raced for. */
class ScopesTest {
    @Test
    void should_give_the_value_and_leave_nobody_alive_when_it_is_cancelled_at_its_end() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int value = Scope.call(scope -> {
                scope.go("worker", () -> work.run(() -> Clocks.sleep(TICK)));
                scope.go("canceller", () -> {
                    Clocks.sleep(TICK);
                    scope.cancel("found enough");
                });
                return 7;
            });
            assertThat(value).isEqualTo(7);
            assertThat(work.alive).isZero();
        });
    }

    @Test
    void should_leave_as_cancelled_or_with_the_value_when_its_parent_is_cancelled_meanwhile() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            try (CancellableContext parent = Context.current().withCancel()) {
                Thread canceller = sim.start("canceller", parent::cancel);
                try {
                    int value = Scope.options().withContext(parent).call(scope -> {
                        Goroutine<Integer> worker = scope.go("worker", () -> {
                            work.run(() -> Clocks.sleep(TICK));
                            return 7;
                        });
                        return worker.await();
                    });
                    assertThat(value).isEqualTo(7);
                } catch (CancelledException expected) {
                    assertThat(parent.isCancelled()).isTrue();
                }
                assertThat(work.alive).isZero();
                assertThat(Thread.interrupted())
                        .as("an interrupt of ours that was left")
                        .isFalse();
                canceller.join();
            }
        });
    }

    @Test
    void should_run_it_to_its_end_or_refuse_it_when_a_start_from_outside_meets_the_close() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            List<Goroutine<?>> started = new ArrayList<>();
            int[] refused = new int[1];
            List<Thread> starters = new ArrayList<>();
            try (Scope scope = Scope.options().shared().open()) {
                for (int i = 0; i < 2; i++) {
                    starters.add(sim.start("starter", () -> {
                        try {
                            started.add(scope.go("late", () -> work.run(() -> Clocks.sleep(TICK))));
                        } catch (IllegalStateException closed) {
                            refused[0]++;
                        }
                    }));
                }
                Simulation.point("body");
            }
            assertThat(work.alive).as("alive after the close").isZero();
            int begun = work.begun;
            for (Thread starter : starters) {
                starter.join();
            }
            assertThat(work.begun).as("begun after the close").isEqualTo(begun);
            assertThat(started.size() + refused[0]).isEqualTo(2);
            assertThat(started).allMatch(goroutine -> goroutine.outcome().isPresent());
        });
    }

    @Test
    void should_run_each_once_and_keep_the_limit_when_many_start_in_a_shared_scope() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            Scope.options().shared().withLimit(2).run(scope -> {
                List<Thread> starters = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    starters.add(sim.start("starter", () -> {
                        scope.go("one", () -> work.run(() -> Simulation.point("works")));
                        scope.go("two", () -> work.run(() -> Simulation.point("works")));
                    }));
                }
                for (Thread starter : starters) {
                    starter.join();
                }
            });
            assertThat(work.begun).isEqualTo(6);
            assertThat(work.most).isLessThanOrEqualTo(2);
        });
    }

    @Test
    void should_have_the_place_free_when_somebody_has_seen_the_end() {
        Simulation.explore(
                SOME,
                sim -> Scope.options().withLimit(1).run(scope -> {
                    Goroutine<Integer> first = scope.go("first", () -> 7);
                    first.await();
                    assertThat(scope.tryGo(() -> 8)).isPresent();
                }));
    }

    @Test
    void should_leave_with_the_first_failure_and_tell_of_the_others_when_several_fail() {
        Simulation.explore(SOME, sim -> {
            List<Throwable> thrown = new ArrayList<>();
            try {
                Scope.run(scope -> {
                    for (int i = 0; i < 3; i++) {
                        int number = i;
                        scope.go("failing", () -> {
                            Simulation.point("before it fails");
                            IOException mine = new IOException("failure " + number);
                            thrown.add(mine);
                            throw mine;
                        });
                    }
                    scope.join();
                });
                throw new AssertionError("no failure left");
            } catch (ScopeFailedException failed) {
                assertThat(Stream.concat(Stream.of(failed.getCause()), Stream.of(failed.getSuppressed())))
                        .containsExactlyInAnyOrderElementsOf(thrown);
            }
        });
    }

    @Test
    void should_throw_the_failure_when_it_comes_before_within_or_after_the_join() {
        Simulation.explore(SOME, sim -> {
            IOException mistake = new IOException("mistake");
            Work work = new Work();
            try {
                Scope.run(scope -> {
                    scope.go("failing", () -> {
                        Clocks.sleep(TICK);
                        throw mistake;
                    });
                    scope.go("sleeping", () -> work.run(() -> Clocks.sleep(TICK.multipliedBy(2))));
                    Clocks.sleep(TICK);
                    scope.join();
                    throw new AssertionError("joined without the failure");
                });
                throw new AssertionError("no failure left");
            } catch (ScopeFailedException failed) {
                assertThat(failed).hasCause(mistake);
                assertThat(failed.getSuppressed()).isEmpty();
            }
            assertThat(work.alive).isZero();
        });
    }

    @Test
    void should_have_one_outcome_for_everybody_when_it_is_cancelled_as_it_ends() {
        Simulation.explore(
                SOME,
                sim -> Scope.run(scope -> {
                    Goroutine<Integer> worker = scope.go("worker", () -> {
                        Clocks.sleep(TICK);
                        return 7;
                    });
                    scope.go("canceller", () -> {
                        Clocks.sleep(TICK);
                        worker.cancel();
                    });
                    List<Boolean> values = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        scope.go("waiting", () -> {
                            boolean value;
                            try {
                                value = worker.await() == 7;
                            } catch (CancelledException cancelled) {
                                value = false;
                            }
                            assertThat(worker.outcome().orElseThrow() instanceof Outcome.Success<?>)
                                    .isEqualTo(value);
                            values.add(value);
                        });
                    }
                    scope.join();
                    assertThat(values).hasSize(2);
                    assertThat(values.getFirst()).isEqualTo(values.getLast());
                }));
    }

    @Test
    void should_tell_each_failure_once_when_it_is_isolated_and_somebody_awaits() {
        Simulation.explore(SOME, sim -> {
            boolean[] told = new boolean[1];
            IOException mistake = new IOException("mistake");
            try {
                Scope.options().isolated().run(scope -> {
                    Goroutine<?> failing = scope.go("failing", () -> {
                        Clocks.sleep(TICK);
                        throw mistake;
                    });
                    scope.go("waiting", () -> {
                        try {
                            failing.await(TICK);
                        } catch (GoroutineFailedException failed) {
                            told[0] = true;
                        } catch (TimeoutException missed) {
                            told[0] = false;
                        }
                    });
                });
                assertThat(told[0]).as("neither told nor thrown").isTrue();
            } catch (ScopeFailedException failed) {
                assertThat(failed).hasCause(mistake);
                assertThat(told[0]).as("told and thrown").isFalse();
            }
        });
    }

    @Test
    void should_end_in_time_or_by_the_deadline_when_both_come_at_once() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            try {
                int value = Scope.options().withTimeout(TICK).call(scope -> {
                    Goroutine<Integer> worker = scope.go("worker", () -> {
                        work.run(() -> Clocks.sleep(TICK));
                        return 7;
                    });
                    return worker.await();
                });
                assertThat(value).isEqualTo(7);
            } catch (DeadlineExceededException late) {
                assertThat(sim.elapsed()).isEqualTo(TICK);
            }
            assertThat(work.alive).isZero();
            assertThat(Thread.interrupted())
                    .as("an interrupt of ours that was left")
                    .isFalse();
        });
    }

    @Test
    void should_run_a_hook_once_or_never_and_not_after_it_was_closed() {
        Simulation.explore(SOME, sim -> {
            int[] runs = new int[1];
            try (CancellableContext context = Context.current().withCancel()) {
                Thread canceller = sim.start("canceller", context::cancel);
                boolean[] running = new boolean[1];
                Registration hook = context.onCancel(() -> {
                    running[0] = true;
                    runs[0]++;
                    Simulation.point("in the hook");
                    running[0] = false;
                });
                hook.close();
                assertThat(running[0]).as("runs after close").isFalse();
                int before = runs[0];
                canceller.join();
                assertThat(runs[0]).isEqualTo(before).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void should_wait_for_the_hooks_of_its_goroutines_when_it_is_cancelled_as_it_ends() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            int[] cleaned = new int[1];
            Scope.run(scope -> {
                scope.defer(() -> cleaned[0]++);
                scope.go("worker", () -> {
                    Registration hook = Context.current().onCancel(() -> {
                        try {
                            work.run(() -> Simulation.point("in the hook"));
                        } catch (Exception impossible) {
                            throw new AssertionError(impossible);
                        }
                    });
                    Simulation.point("works");
                    hook.stop();
                });
                scope.go("canceller", () -> scope.cancel("enough"));
            });
            assertThat(work.alive).as("hooks that run").isZero();
            assertThat(cleaned[0]).isEqualTo(1);
            int begun = work.begun;
            Clocks.sleep(TICK);
            assertThat(work.begun).as("begun after the scope").isEqualTo(begun);
        });
    }

    @Test
    void should_end_inside_out_when_goroutines_open_scopes_and_one_fails() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            try {
                Scope.run(scope -> {
                    for (int i = 0; i < 2; i++) {
                        boolean fails = i == 0;
                        scope.go(
                                "outer",
                                () -> Scope.run(inner -> {
                                    inner.go(
                                            "inner",
                                            () -> work.run(() -> {
                                                Simulation.point("works");
                                                if (fails) {
                                                    throw new IOException("mistake");
                                                }
                                            }));
                                    inner.goDaemon("daemon", () -> work.run(() -> Clocks.sleep(TICK)));
                                }));
                    }
                });
                throw new AssertionError("no failure left");
            } catch (ScopeFailedException failed) {
                assertThat(failed).hasRootCauseMessage("mistake");
            }
            assertThat(work.alive).isZero();
        });
    }
}
