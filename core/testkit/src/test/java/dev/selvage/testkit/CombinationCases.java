package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our annotations beside others of JUnit's: run by {@link CombinationTest}, not by the build. */
final class CombinationCases {
    private CombinationCases() {}

    static class Assuming {
        /** How often a body was run to its end. */
        static int ended;

        @SimulationTest(schedules = 20)
        void inNone() {
            assumeTrue(false, "in no schedule");
        }

        @SimulationTest(schedules = 20)
        void inSome(Simulation sim) {
            assumeTrue(sim.random().nextInt(4) == 0, "in this schedule");
            ended++;
        }

        @SimulationTest(schedules = 20)
        void inAGoroutine() throws InterruptedException {
            Scope.run(scope -> scope.go(() -> assumeTrue(false, "in a goroutine")));
        }

        @SimulationTest(schedules = 200)
        void inSomeAndFailsInOthers(Simulation sim) {
            assumeTrue(sim.random().nextInt(4) == 0, "in this schedule");
            assertThat(sim.random().nextInt(4)).isNotZero();
        }

        @VirtualTimeTest
        void inVirtualTime() {
            assumeTrue(false, "in virtual time");
        }
    }

    static class Timed {
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        @SimulationTest
        void onTheSameThread() throws InterruptedException {
            Thread.sleep(50); // a thousand times
        }

        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        @SimulationTest
        void onAThreadOfItsOwn() throws InterruptedException {
            Thread.sleep(50); // a thousand times
        }

        @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
        @SimulationTest(schedules = 5)
        @DisplayName("in time")
        void inTime(Simulation sim) {
            assertThat(sim.elapsed()).isZero();
        }

        @Disabled("it never ends")
        @SimulationTest
        void disabled() throws InterruptedException {
            Channel.rendezvous().receive();
        }
    }

    static class OfTwoKinds {
        @RepeatedTest(value = 2, name = "simulated and repeated")
        @SimulationTest(schedules = 2)
        void repeated(Simulation sim) {
            assertThat(sim).isNotNull();
        }

        @ParameterizedTest(name = "in virtual time and with {0}")
        @ValueSource(ints = 1)
        @VirtualTimeTest
        void parameterized(int number) {
            assertThat(number).isEqualTo(1);
        }

        @SimulationTest
        @VirtualTimeTest
        void simulatedAndInVirtualTime() {}

        @VirtualTimeTest
        @SimulationTest
        void inVirtualTimeAndSimulated() {}

        @TestFactory
        @SimulationTest
        Stream<DynamicTest> dynamic() {
            return Stream.of(DynamicTest.dynamicTest("made", () -> {}));
        }
    }

    static class Replaying {
        @Test
        @Replay("any")
        void plain() {
            throw new IllegalStateException("it has run");
        }

        @ParameterizedTest(name = "with {0}")
        @ValueSource(ints = 1)
        @Replay(value = "any", mended = true)
        void parameterized(int number) {
            throw new IllegalStateException("it has run with " + number);
        }

        @VirtualTimeTest
        @Replay("any")
        void inVirtualTime() {
            throw new IllegalStateException("it has run");
        }
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class OfAParameterizedClass {
        @Parameter
        private int size;

        @SimulationTest(schedules = 3)
        void simulated() {
            assertThat(size).isBetween(1, 2);
        }
    }

    static class InParallel {
        private final Channel<Integer> values = Channel.buffered(1);
        private int prepared;

        @BeforeEach
        void prepare() {
            prepared++;
        }

        @SimulationTest(schedules = 200)
        void one() throws InterruptedException {
            simulate();
        }

        @SimulationTest(schedules = 200)
        void two() throws InterruptedException {
            simulate();
        }

        @SimulationTest(schedules = 200)
        void three() throws InterruptedException {
            simulate();
        }

        @SimulationTest(schedules = 200)
        void four() throws InterruptedException {
            simulate();
        }

        private void simulate() throws InterruptedException {
            assertThat(prepared).isEqualTo(1);
            Scope.run(scope -> {
                scope.go(() -> values.send(1));
                scope.go(() -> values.send(1));
                assertThat(values.receive() + values.receive()).isEqualTo(2);
            });
        }
    }
}
