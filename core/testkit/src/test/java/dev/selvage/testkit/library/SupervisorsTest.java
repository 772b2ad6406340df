package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Clocks;
import dev.selvage.supervise.Child;
import dev.selvage.supervise.ChildState;
import dev.selvage.supervise.ChildTask;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceFailedException;
import dev.selvage.supervise.ServiceOptions;
import dev.selvage.supervise.ServiceState;
import dev.selvage.supervise.Strategy;
import dev.selvage.supervise.SupervisionException;
import dev.selvage.supervise.Supervisor;
import dev.selvage.supervise.SupervisorOptions;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A supervisor and a service end once, with all that is theirs, whatever crashes, is removed or is stopped at the same time. */
class SupervisorsTest {
    private static final SupervisorOptions PATIENT = SupervisorOptions.named("sup")
            .withBackOff(Duration.ZERO, Duration.ZERO)
            .withIntensity(100, TICK);

    /** Goes on until it is asked to stop. */
    private static ChildTask steady(Work work) {
        return life -> work.run(life::awaitStop);
    }

    /** Crashes a tick after each of its first starts, then goes on. */
    private static ChildTask crashing(Work work, int crashes) {
        return life -> work.run(() -> {
            if (work.begun <= crashes) {
                Clocks.sleep(TICK);
                throw new IOException("crash " + work.begun);
            }
            life.awaitStop();
        });
    }

    @Test
    void should_end_with_all_children_when_one_crashes_as_it_is_stopped() {
        Simulation.explore(SOME, sim -> {
            Work steady = new Work();
            Work crashing = new Work();
            Scope.run(scope -> {
                Supervisor supervisor = Supervisor.start(
                        scope,
                        PATIENT,
                        Child.of("steady", steady(steady)).withGrace(TICK),
                        Child.of("crashing", crashing(crashing, 1)));
                Clocks.sleep(TICK);
                supervisor.stop();
                supervisor.await();
                assertThat(steady.alive + crashing.alive).isZero();
                assertThat(supervisor.status().ended()).isTrue();
                assertThat(supervisor.status().children()).allMatch(child -> child.state() == ChildState.STOPPED);
            });
            assertThat(steady.begun).isEqualTo(1);
            assertThat(crashing.begun).isBetween(1, 2);
        });
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void should_have_all_up_again_and_never_two_of_one_when_two_crash_at_once(Strategy strategy) {
        Simulation.explore("crashes " + strategy, SOME, sim -> {
            List<Work> works = List.of(new Work(), new Work(), new Work());
            Scope.run(scope -> {
                Supervisor supervisor = Supervisor.start(
                        scope,
                        PATIENT.withStrategy(strategy),
                        Child.of("steady", steady(works.get(0))),
                        Child.of("one", crashing(works.get(1), 1)),
                        Child.of("other", crashing(works.get(2), 1)));
                Clocks.sleep(TICK.multipliedBy(10));
                assertThat(supervisor.status().children()).allMatch(child -> child.state() == ChildState.RUNNING);
                assertThat(works).allMatch(work -> work.alive == 1 && work.most == 1);
                supervisor.stop();
                supervisor.await();
            });
            assertThat(works).allMatch(work -> work.alive == 0);
            boolean alone = strategy != Strategy.ONE_FOR_ALL;
            assertThat(works.getFirst().begun == 1)
                    .as("the steady one was left in peace")
                    .isEqualTo(alone);
        });
    }

    @Test
    void should_give_up_with_all_children_ended_when_there_are_too_many_crashes() {
        Simulation.explore(SOME, sim -> {
            Work steady = new Work();
            Work crashing = new Work();
            try {
                Scope.run(scope -> {
                    Supervisor supervisor = Supervisor.start(
                            scope,
                            PATIENT.withIntensity(2, TICK.multipliedBy(100)),
                            Child.of("steady", steady(steady)),
                            Child.of("crashing", crashing(crashing, Integer.MAX_VALUE)));
                    supervisor.awaitReady();
                });
                throw new AssertionError("it did not give up");
            } catch (ScopeFailedException gaveUp) {
                assertThat(gaveUp).hasCauseInstanceOf(SupervisionException.class);
                assertThat(((SupervisionException) gaveUp.getCause()).crashes()).hasSize(3);
            }
            assertThat(crashing.begun).isEqualTo(3);
            assertThat(steady.alive + crashing.alive).isZero();
        });
    }

    @Test
    void should_never_start_a_child_again_when_it_was_removed_as_it_crashed() {
        Simulation.explore(SOME, sim -> {
            Work steady = new Work();
            Work crashing = new Work();
            Scope.run(scope -> {
                Supervisor supervisor = Supervisor.start(
                        scope,
                        PATIENT.withStrategy(Strategy.ONE_FOR_ALL),
                        Child.of("steady", steady(steady)),
                        Child.of("crashing", crashing(crashing, 2)));
                Clocks.sleep(TICK);
                assertThat(supervisor.remove("crashing")).isTrue();
                assertThat(crashing.alive).isZero();
                int begun = crashing.begun;
                Clocks.sleep(TICK.multipliedBy(5));
                assertThat(crashing.begun).isEqualTo(begun);
                assertThat(steady.alive).isEqualTo(1);
                assertThat(supervisor.status().children()).hasSize(1);
                supervisor.stop();
            });
        });
    }

    @Test
    void should_start_or_refuse_a_child_that_is_added_as_it_is_stopped() {
        Simulation.explore(SOME, sim -> {
            Work added = new Work();
            boolean[] refused = new boolean[1];
            Scope.run(scope -> {
                Supervisor supervisor = Supervisor.start(scope, PATIENT);
                scope.go("adder", () -> {
                    try {
                        supervisor.add(Child.of("added", steady(added)));
                    } catch (IllegalStateException ended) {
                        refused[0] = true;
                    }
                });
                supervisor.stop();
                supervisor.await();
                assertThat(added.alive).isZero();
            });
            assertThat(added.begun).isLessThanOrEqualTo(refused[0] ? 0 : 1);
        });
    }

    @Test
    void should_stop_last_first_and_wait_for_all_when_it_is_cancelled() {
        Simulation.explore(SOME, sim -> {
            List<String> ended = new ArrayList<>();
            Scope.run(scope -> {
                List<Child> children = new ArrayList<>();
                for (String name : List.of("a", "b", "c")) {
                    children.add(Child.of(name, life -> {
                        try {
                            life.awaitStop();
                        } finally {
                            Simulation.point("cleans up");
                            ended.add(name);
                        }
                    }));
                }
                Goroutine<?> keeper = scope.go(
                        "keeper",
                        () -> Scope.run(inner -> {
                            Supervisor.start(inner, PATIENT, children).awaitReady();
                            Simulation.point("up");
                        }));
                Clocks.sleep(TICK);
                keeper.cancel();
            });
            assertThat(ended).containsExactly("c", "b", "a");
        });
    }

    @Test
    void should_start_those_after_it_only_when_a_child_is_ready_though_it_crashed_before() {
        Simulation.explore(SOME, sim -> {
            Work first = new Work();
            boolean[] ready = new boolean[1];
            Scope.run(scope -> {
                Supervisor supervisor = Supervisor.start(
                        scope,
                        PATIENT,
                        Child.of(
                                        "first",
                                        life -> first.run(() -> {
                                            Clocks.sleep(TICK);
                                            if (first.begun == 1) {
                                                throw new IOException("not yet");
                                            }
                                            ready[0] = true;
                                            life.ready();
                                            life.awaitStop();
                                        }))
                                .withReadiness(),
                        Child.of("second", life -> {
                            assertThat(ready[0]).isTrue();
                            life.awaitStop();
                        }));
                supervisor.awaitReady();
                assertThat(ready[0]).isTrue();
                assertThat(supervisor.status().ready()).isTrue();
                supervisor.stop();
            });
            assertThat(first.begun).isEqualTo(2);
        });
    }

    @Test
    void should_end_once_and_tell_everybody_the_same_when_a_service_is_stopped_as_it_fails() {
        Simulation.explore(SOME, sim -> {
            Work work = new Work();
            List<Throwable> told = new ArrayList<>();
            Service service = Service.start(ServiceOptions.named("service"), (scope, life) -> {
                life.ready();
                scope.go(
                        "worker",
                        () -> work.run(() -> {
                            Clocks.sleep(TICK);
                            throw new IOException("mistake");
                        }));
                life.awaitStop();
            });
            service.onFailure(told::add);
            Thread closer = sim.start("closer", () -> {
                Clocks.sleep(TICK);
                service.close();
                assertThat(work.alive).isZero();
            });
            Clocks.sleep(TICK);
            service.stop(Duration.ZERO);
            assertThat(work.alive).isZero();
            boolean failed = service.status().state() == ServiceState.FAILED;
            try {
                service.await();
                assertThat(failed).isFalse();
            } catch (ServiceFailedException expected) {
                assertThat(failed).isTrue();
            }
            closer.join();
            assertThat(told).hasSize(failed ? 1 : 0);
        });
    }

    @Test
    void should_be_ready_or_fail_when_a_service_is_awaited_as_it_starts() {
        Simulation.explore(SOME, sim -> {
            Service service = Service.start(ServiceOptions.named("service"), (scope, life) -> {
                scope.go("starter", () -> life.ready());
                scope.go("failing", () -> {
                    throw new IOException("mistake");
                });
                life.awaitStop();
            });
            boolean ready = true;
            try {
                service.awaitReady();
            } catch (ServiceFailedException expected) {
                assertThat(expected).hasRootCauseMessage("mistake");
                ready = false;
            }
            service.close();
            assertThat(service.status().state())
                    .isIn(ServiceState.FAILED, ready ? ServiceState.STOPPED : ServiceState.FAILED);
        });
    }
}
