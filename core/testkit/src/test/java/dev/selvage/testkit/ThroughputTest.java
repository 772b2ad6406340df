package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures schedules a second. Only when asked for: {@code -Dselvage.throughput=true}; figures depend on the machine. */
@EnabledIfSystemProperty(named = "selvage.throughput", matches = "true")
class ThroughputTest {
    private static final int GOROUTINES = 3;
    private static final int STEPS = 20;
    private static final int ROUNDS = 5;

    @Test
    void should_print_schedules_a_second() {
        for (Policy policy : Policy.values()) {
            measure("without synchronized", policy, 20_000, sim -> steps(sim, new Object(), false));
            measure(
                    "in a scope",
                    policy,
                    20_000,
                    sim -> Scope.run(scope -> {
                        for (int i = 0; i < GOROUTINES; i++) {
                            scope.go(() -> step(new Object(), false));
                        }
                    }));
            measure("with synchronized", policy, 500, sim -> steps(sim, new Object(), true));
        }
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

    private static void measure(String what, Policy policy, int schedules, Simulation.Body body) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Simulation.explore(SimulationOptions.defaults().withPolicy(policy).withSchedules(schedules), body);
            best = Math.max(best, schedules * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf("%-22s %-6s %,10.0f schedules/s (best of %d)%n", what, policy, best, ROUNDS);
        assertThat(best).isPositive();
    }
}
