package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class SimulationTestTest {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Channel<Integer> values = Channel.buffered(1);
    private int prepared;

    @BeforeEach
    void prepare() {
        prepared++;
    }

    @AfterAll
    static void all() {
        assertThat(RUNS).hasValue(20);
    }

    @SimulationTest(schedules = 20, policy = Policy.PCT, depth = 2)
    void should_have_an_instance_of_its_own_for_each_schedule(Simulation sim) throws Exception {
        RUNS.incrementAndGet();
        assertThat(prepared).isEqualTo(1);
        assertThat(values.size()).isZero();
        Scope.run(scope -> {
            scope.go(() -> values.send(sim.random().nextInt()));
            scope.go(() -> {
                values.receive();
            });
            scope.go(() -> values.send(1));
        });
    }

    @Nested
    class Inner {
        @SimulationTest(schedules = 3)
        void should_run_in_a_nested_class() {
            assertThat(prepared).isEqualTo(1);
        }
    }
}
