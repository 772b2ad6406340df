package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of ours answer for their leaks themselves, whether there is a check, and whichever annotation JUnit asks first. */
class LeakCheckOrderTest {
    private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.enabled";

    @Test
    void should_find_the_leak_when_the_annotation_stands_before_or_after_the_other() throws InterruptedException {
        assertLeaks(Junit.of(OnMethods.class).run(), 4);
    }

    @Test
    void should_find_the_leak_when_the_annotation_is_on_the_class() throws InterruptedException {
        assertLeaks(Junit.of(OnClass.class).run(), 2);
    }

    @Test
    void should_find_the_leak_when_junit_finds_the_check_by_itself() throws InterruptedException {
        assertLeaks(Junit.of(Bare.class).with(AUTODETECTION, "true").run(), 2);
    }

    @Test
    void should_find_the_leak_when_there_is_no_check() throws InterruptedException {
        assertLeaks(Junit.of(Bare.class).run(), 2);
    }

    private static void assertLeaks(Map<String, Optional<Throwable>> results, int tests) {
        assertThat(results.keySet().stream().filter(name -> name.endsWith("()")))
                .hasSize(tests);
        results.forEach((test, failure) -> {
            if (test.endsWith("()")) {
                assertThat(failure)
                        .as(test)
                        .get()
                        .isInstanceOf(SimulationFailedError.class)
                        .asString()
                        .contains("did not close what it made", "context", "LeakCheckOrderTest.leak");
            }
        });
    }

    private static void leak() {
        assertThat(Context.background().withTimeout(Duration.ofHours(1)).isCancelled())
                .isFalse();
    }

    static class OnMethods {
        @SimulationTest(schedules = 1)
        @LeakCheck(settleMillis = 20)
        void simulationFirst() {
            leak();
        }

        @LeakCheck(settleMillis = 20)
        @SimulationTest(schedules = 1)
        void checkBeforeSimulation() {
            leak();
        }

        @VirtualTimeTest
        @LeakCheck(settleMillis = 20)
        void virtualTimeFirst() {
            leak();
        }

        @LeakCheck(settleMillis = 20)
        @VirtualTimeTest
        void checkBeforeVirtualTime() {
            leak();
        }
    }

    @LeakCheck(settleMillis = 20)
    static class OnClass extends Bare {}

    static class Bare {
        @SimulationTest(schedules = 1)
        void simulated() {
            leak();
        }

        @VirtualTimeTest
        void inVirtualTime() {
            leak();
        }
    }
}
