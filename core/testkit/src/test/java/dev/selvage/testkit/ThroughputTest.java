package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Measures schedules a second, and fails where they are fewer than promised. Only when asked for: {@code
 * -Dselvage.throughput=true}; figures depend on the machine, which should do nothing else meanwhile.
 */
@EnabledIfSystemProperty(named = "selvage.throughput", matches = "true")
class ThroughputTest {
    private static final int GOROUTINES = 3;
    private static final int STEPS = 20;
    private static final int ROUNDS = 5;

    /** What is promised for three goroutines of twenty steps. */
    private static final int PROMISED = 20_000;

    private static final int PROMISED_WITH_MONITORS = 500;

    @ParameterizedTest
    @EnumSource
    void should_keep_the_promise_when_nobody_waits_for_a_monitor(Policy policy) {
        assertThat(measured("without synchronized", policy, 20_000, sim -> steps(sim, new Object(), false)))
                .isGreaterThan(PROMISED);
    }

    @ParameterizedTest
    @EnumSource
    void should_keep_the_promise_when_they_wait_for_a_monitor(Policy policy) {
        assertThat(measured("with synchronized", policy, 500, sim -> steps(sim, new Object(), true)))
                .isGreaterThan(PROMISED_WITH_MONITORS);
    }

    @ParameterizedTest
    @EnumSource
    void should_keep_the_promise_when_they_are_in_a_scope(Policy policy) {
        Simulation.Body body = sim -> Scope.run(scope -> {
            for (int i = 0; i < GOROUTINES; i++) {
                scope.go(() -> step(new Object(), false));
            }
        });
        assertThat(measured("in a scope", policy, 20_000, body)).isGreaterThan(PROMISED);
    }

    private static void steps(Simulation sim, Object monitor, boolean locked) {
        for (int i = 0; i < GOROUTINES; i++) {
            sim.start("stepper", () -> step(monitor, locked));
        }
    }

    private static void step(Object monitor, boolean locked) {
        for (int i = 0; i < STEPS; i++) {
            if (locked) {
                synchronized (monitor) {
                    Simulation.point("step");
                }
            } else {
                Simulation.point("step");
            }
        }
    }

    private static double measured(String what, Policy policy, int schedules, Simulation.Body body) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Simulation.explore(SimulationOptions.defaults().withPolicy(policy).withSchedules(schedules), body);
            best = Math.max(best, schedules * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf("%-22s %-6s %,10.0f schedules/s (best of %d)%n", what, policy, best, ROUNDS);
        return best;
    }
}
