package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.context.Context;
import dev.selvage.dsl.Go;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExploreTest {
    private static final SimulationOptions FEW = SimulationOptions.defaults().withSchedules(50);

    @Test
    void should_run_the_body_once_for_each_schedule() {
        AtomicInteger runs = new AtomicInteger();
        Simulation.explore(FEW, sim -> runs.incrementAndGet());
        assertThat(runs).hasValue(50);
    }

    @Test
    void should_name_the_deadlock_and_who_waits_for_what() {
        assertThatThrownBy(() -> Simulation.explore(
                        FEW,
                        sim -> Scope.run(scope -> {
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
    void should_name_the_leak_when_the_body_has_ended() {
        assertThatThrownBy(() -> Simulation.explore(FEW, sim -> {
                    Channel<Integer> never = Channel.rendezvous();
                    sim.start("left", never::receive);
                }))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("leak")
                .hasMessageContaining("left");
    }

    @Test
    void should_call_it_a_livelock_when_it_goes_round_in_circles() {
        assertThatThrownBy(() -> Simulation.explore(FEW.withStepLimit(500), sim -> {
                    while (!Context.current().isCancelled()) {
                        Simulation.point("again");
                    }
                }))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("not at an end after 500 steps");
    }

    @Test
    void should_fail_when_a_thread_dies() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        assertThatThrownBy(() -> Simulation.explore(
                        FEW,
                        sim -> sim.start("dying", () -> {
                            throw mistake;
                        })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("\"dying\"")
                .hasRootCause(mistake);
    }

    @Test
    void should_fail_when_a_plain_virtual_thread_of_the_body_dies() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        assertThatThrownBy(() -> Simulation.explore(
                        FEW,
                        sim -> Thread.startVirtualThread(() -> {
                                    throw mistake;
                                })
                                .join()))
                .isInstanceOf(SimulationFailedError.class)
                .hasRootCause(mistake);
    }

    @Test
    void should_fail_when_somebody_sleeps_on_and_on_although_cancelled() {
        assertThatThrownBy(() -> Simulation.explore(
                        FEW.withStepLimit(500),
                        sim -> Scope.run(scope -> {
                            scope.go("deaf", () -> {
                                while (true) {
                                    try {
                                        Go.sleep(Duration.ofSeconds(1));
                                    } catch (InterruptedException e) {
                                        assertThat(e).isNotNull(); // and goes on
                                    }
                                }
                            });
                            scope.cancel("enough");
                        })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("not at an end after 500 steps");
    }

    @Test
    void should_keep_the_cause_and_show_the_table_when_the_body_throws() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        SimulationFailedError failed = catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.explore(FEW, sim -> {
                    Simulation.point("before");
                    throw mistake;
                }));
        assertThat(failed)
                .hasCause(mistake)
                .hasMessageContaining("schedule 1 of 50 (seed 1, RANDOM")
                .hasMessageContaining("goroutine")
                .hasMessageContaining("before");
        assertThat(failed.token()).isPresent();
    }

    @Test
    void should_shrink_to_the_one_switch_that_matters() {
        SimulationFailedError failed = catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.explore(
                        SimulationOptions.defaults().withPolicy(Policy.RANDOM),
                        sim -> Scope.run(scope -> {
                            List<String> order = new ArrayList<>();
                            for (String name : List.of("a", "b", "c")) {
                                scope.go(name, () -> {
                                    for (int i = 0; i < 5; i++) {
                                        Simulation.point("step");
                                        order.add(name);
                                    }
                                });
                            }
                            scope.join();
                            assertThat(order.indexOf("a")).isLessThan(order.indexOf("b"));
                        })));
        assertThat(failed.getMessage()).containsPattern("shrunk to [1-7]\\)");
    }

    @Test
    void should_take_no_real_time_when_time_is_virtual() {
        Simulation.explore(FEW, sim -> {
            Go.sleep(Duration.ofHours(1));
            assertThat(sim.elapsed()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void should_give_the_same_random_numbers_when_it_is_repeated() {
        List<Integer> drawn = new ArrayList<>();
        Simulation.Body body = sim -> {
            drawn.add(sim.random().nextInt());
            throw new AssertionError("always");
        };
        SimulationFailedError failed =
                catchThrowableOfType(SimulationFailedError.class, () -> Simulation.explore(FEW, body));
        assertThatThrownBy(() -> Simulation.replay(failed.token().orElseThrow(), body));
        assertThat(drawn.getFirst()).isEqualTo(drawn.getLast());
    }

    @Test
    void should_say_that_it_diverged_when_the_code_has_changed() {
        // given
        SimulationFailedError failed = catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.explore(FEW, sim -> {
                    Simulation.point("as it was");
                    throw new AssertionError("bug");
                }));

        // when, then
        String token = failed.token().orElseThrow();
        assertThatThrownBy(() -> Simulation.replay(token, sim -> Simulation.point("as it is")))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("DIVERGED");
    }

    @Test
    void should_refuse_what_is_no_token() {
        assertThatThrownBy(() -> Simulation.replay("nonsense", sim -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"nonsense\"");
    }

    @Test
    void should_pass_when_two_tests_simulate_at_once() throws Exception {
        Scope.run(scope -> {
            for (int i = 0; i < 2; i++) {
                scope.go(() -> Simulation.explore(
                        FEW,
                        sim -> Scope.run(inner -> {
                            Channel<Integer> values = Channel.buffered(1);
                            inner.go(() -> values.send(1));
                            assertThat(values.receive()).isEqualTo(1);
                        })));
            }
        });
    }

    @Test
    void should_do_nothing_at_points_when_there_is_no_simulation() {
        assertThatCode(() -> Simulation.point("alone")).doesNotThrowAnyException();
    }

    @Test
    void should_keep_what_it_found_when_making_it_simpler_does_not_end() {
        AtomicInteger bugs = new AtomicInteger();
        assertThatThrownBy(() -> Simulation.explore(
                        SimulationOptions.defaults().withPolicy(Policy.RANDOM).withOutsideLimit(Duration.ofMillis(50)),
                        sim -> {
                            AtomicBoolean ready = new AtomicBoolean();
                            sim.start("setter", () -> {
                                Simulation.point("set");
                                ready.set(true);
                            });
                            Simulation.point("look");
                            if (ready.get()) {
                                bugs.incrementAndGet();
                                throw new IllegalStateException("the bug");
                            }
                            while (bugs.get() > 0) {
                                Thread.onSpinWait(); // when it is made simpler
                            }
                        }))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("the bug");
        bugs.set(0);
    }

    @Test
    void should_not_make_a_wait_outside_simpler() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> Simulation.explore(
                        FEW.withPolicy(Policy.RANDOM).withOutsideLimit(Duration.ofMillis(50)),
                        sim -> Scope.run(scope -> {
                            runs.incrementAndGet();
                            scope.go("busy", () -> {
                                for (int i = 0; i < 20; i++) {
                                    Simulation.point("step");
                                }
                            });
                            scope.go("sleeper", () -> Thread.sleep(Duration.ofDays(1)));
                        })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("waited for the world outside");
        assertThat(runs).hasValue(1);
    }
}
