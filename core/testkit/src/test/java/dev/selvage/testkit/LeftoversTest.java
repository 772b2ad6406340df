package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Ticker;
import dev.selvage.channel.Timer;
import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import dev.selvage.dsl.Go;
import dev.selvage.supervise.Service;
import dev.selvage.supervise.ServiceFailedException;
import dev.selvage.supervise.ServiceOptions;
import dev.selvage.supervise.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a body leaves behind fails the run, in a simulation and in virtual time. */
class LeftoversTest {
    private final IllegalStateException mistake = new IllegalStateException("mistake");

    /** The two that run a body to its end. */
    enum Runner {
        SIMULATION {
            @Override
            SimulationFailedError failure(Simulation.Body body) {
                return catchThrowableOfType(
                        SimulationFailedError.class,
                        () -> Simulation.explore(options().withStepLimit(500), body));
            }
        },
        VIRTUAL_TIME {
            @Override
            SimulationFailedError failure(Simulation.Body body) {
                VirtualTimeOptions few = VirtualTimeOptions.defaults().withStepLimit(500);
                return catchThrowableOfType(
                        SimulationFailedError.class, () -> VirtualTime.<Throwable>run(few, clock -> body.run(null)));
            }
        };

        abstract SimulationFailedError failure(Simulation.Body body);
    }

    private static SimulationOptions options() {
        return SimulationOptions.defaults().withSchedules(20);
    }

    @ParameterizedTest
    @EnumSource
    void should_name_the_ticker_that_nobody_closed(Runner runner) {
        assertThat(runner.failure(sim -> Ticker.every(Duration.ofSeconds(1))))
                .hasMessageContaining("leak: the body has ended, and did not close what it made")
                .hasMessageContaining("ticker")
                .hasMessageContaining("created at")
                .hasMessageContaining("LeftoversTest.java");
    }

    @ParameterizedTest
    @EnumSource
    void should_name_the_timer_that_nobody_stopped(Runner runner) {
        assertThat(runner.failure(sim -> Timer.after(Duration.ofSeconds(1))))
                .hasMessageContaining("leak")
                .hasMessageContaining("timer");
    }

    @ParameterizedTest
    @EnumSource
    void should_name_the_context_whose_timer_is_pending(Runner runner) {
        assertThat(runner.failure(sim -> Context.current().withTimeout(Duration.ofSeconds(1))))
                .hasMessageContaining("leak")
                .hasMessageContaining("context")
                .hasMessageContaining("timer pending");
    }

    @ParameterizedTest
    @EnumSource
    void should_name_the_scope_that_nobody_closed(Runner runner) {
        assertThat(runner.failure(sim -> Thread.startVirtualThread(
                        () -> Scope.options().named("forgotten").open())))
                .hasMessageContaining("leak")
                .hasMessageContaining("forgotten");
    }

    @ParameterizedTest
    @EnumSource
    void should_say_that_the_body_has_ended_when_a_loop_goes_on_behind_it(Runner runner) {
        assertThat(runner.failure(sim -> Service.start(ServiceOptions.named("heartbeat"), scope -> {
                    while (true) {
                        Go.sleep(Duration.ofSeconds(1));
                    }
                })))
                .hasMessageContaining("not at an end after 500 steps: the body ended at step")
                .hasMessageContaining("heartbeat 2");
    }

    @ParameterizedTest
    @EnumSource
    void should_fail_when_a_service_failed_and_nobody_heard_of_it(Runner runner) {
        assertThat(runner.failure(sim -> Service.start(ServiceOptions.named("poller"), scope -> {
                    throw mistake;
                })))
                .hasMessageContaining("service poller failed, and nobody has heard of it")
                .hasRootCause(mistake);
    }

    @ParameterizedTest
    @EnumSource
    void should_fail_when_a_hook_failed(Runner runner) {
        assertThat(runner.failure(sim -> {
                    try (var context = Context.current().withCancel()) {
                        Registration hook = context.onCancel(() -> {
                            throw mistake;
                        });
                        context.cancel();
                        hook.close();
                    }
                }))
                .hasMessageContaining("onCancel hook of")
                .hasMessageContaining("nobody has heard of it")
                .hasRootCause(mistake);
    }

    @Test
    void should_pass_when_somebody_heard_of_the_failure_of_a_service() {
        assertThatCode(() -> Simulation.explore(options(), sim -> {
                    List<Throwable> heard = new ArrayList<>();
                    failing("handled").onFailure(heard::add);
                    try {
                        failing("awaited").await();
                    } catch (ServiceFailedException expected) {
                        heard.add(expected.getCause());
                    }
                    Service looked = failing("looked at");
                    while (looked.status().state() != ServiceState.FAILED) {
                        Go.sleep(Duration.ofSeconds(1));
                    }
                    Go.sleep(Duration.ofSeconds(1));
                    assertThat(heard).containsExactly(mistake, mistake);
                }))
                .doesNotThrowAnyException();
    }

    private Service failing(String name) {
        return Service.start(ServiceOptions.named(name), scope -> {
            throw mistake;
        });
    }

    @Test
    void should_let_what_ends_by_itself_end_when_the_body_has_ended() {
        Simulation.explore(options(), sim -> {
            Channel<Integer> values = Channel.buffered(1);
            sim.start("late", () -> {
                Go.sleep(Duration.ofHours(1));
                values.send(1);
            });
            Service.start(ServiceOptions.named("later"), scope -> Go.sleep(Duration.ofHours(2)));
        });
    }

    @Test
    void should_show_the_lines_of_the_user_when_everybody_waits() {
        SimulationFailedError failed = Runner.VIRTUAL_TIME.failure(sim -> Scope.run(scope -> {
            scope.go("receiver", () -> {
                Channel.rendezvous().receive();
            });
        }));
        assertThat(failed.getMessage())
                .contains("receiver 2 waits for chan receive", "at dev.selvage.testkit.LeftoversTest.")
                .doesNotContain("context.internal", "java.base");
    }

    @Test
    void should_give_work_in_a_scope_outside_time_to_end() throws Exception {
        try (Scope outside = Scope.options().shared().open()) {
            for (int i = 0; i < 100; i++) {
                VirtualTime.run(clock -> outside.go(() -> {}));
            }
        }
    }

    @Test
    void should_name_the_deadlock_when_somebody_is_deaf_to_its_cancellation() {
        SimulationFailedError failed = Runner.VIRTUAL_TIME.failure(sim -> Scope.run(scope -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            scope.go("deaf", lock::lock);
            Go.sleep(Duration.ofSeconds(1));
            throw mistake;
        }));
        assertThat(failed).hasMessageContaining("deadlock").hasMessageContaining("deaf 2 waits for");
    }
}
