package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("there is one simulation at a time")
class FaultsInSimulationTest {
    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withSchedules(50);

    /** One of two senders fails: which one is for the schedule to say. */
    private static void twoSenders(Simulation sim) throws InterruptedException {
        FaultInjector.none()
                .at(2, "send")
                .fail(() -> new IllegalStateException("disk full"))
                .run(() -> Scope.options().isolated().run(scope -> {
                    Channel<String> channel = Channel.buffered(2);
                    scope.go("one", () -> channel.send("one"));
                    scope.go("two", () -> channel.send("two"));
                }));
    }

    @Test
    void should_be_refused_when_the_simulation_is_inside_of_the_injector() {
        FaultInjector injector = FaultInjector.none().at(2).cancel();
        assertThatThrownBy(() -> injector.run(() -> Simulation.explore(OPTIONS, sim -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside of the simulated body");
    }

    @Test
    void should_happen_when_virtual_time_is_inside_of_the_injector() {
        FaultInjector injector = FaultInjector.none().at(1, "send").fail(() -> new IllegalStateException("disk full"));
        assertThatThrownBy(() -> injector.run(() ->
                        VirtualTime.run(clock -> Channel.<String>buffered(1).send("one"))))
                .hasMessage("disk full");
    }

    @Test
    void should_happen_when_a_simulation_begins_and_ends_elsewhere_meanwhile() throws Exception {
        // given
        int[] points = new int[1];
        Channel<String> channel = Channel.buffered(2);

        // when
        points[0] = FaultInjector.none().run(() -> {
            channel.send("before");
            Thread elsewhere = Thread.ofPlatform()
                    .inheritInheritableThreadLocals(false)
                    .start(() -> Simulation.explore(OPTIONS, sim -> {}));
            elsewhere.join();
            channel.send("after");
        });

        // then
        assertThat(points[0]).isEqualTo(2);
    }

    @Test
    void should_come_again_when_the_schedule_is_replayed() {
        // when
        SimulationFailedError first = catchThrowableOfType(
                SimulationFailedError.class, () -> Simulation.explore(OPTIONS, FaultsInSimulationTest::twoSenders));

        // then
        assertThat(first).hasStackTraceContaining("disk full");
        assertThatThrownBy(() -> Simulation.replay(first.token().orElseThrow(), FaultsInSimulationTest::twoSenders))
                .isInstanceOf(SimulationFailedError.class)
                .hasStackTraceContaining("disk full");
    }

    @Test
    void should_pass_every_schedule_when_the_program_copes_with_the_fault() {
        Simulation.explore(OPTIONS, sim -> {
            try {
                twoSenders(sim);
            } catch (ScopeFailedException expected) {
                assertThat(expected).hasRootCauseMessage("disk full");
            }
        });
    }
}
