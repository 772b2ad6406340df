package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Our annotations beside others of JUnit's. */
class CombinationTest {
    @Test
    void should_skip_a_test_when_an_assumption_holds_in_no_schedule_and_only_then() throws InterruptedException {
        // given
        CombinationCases.Assuming.ended = 0;

        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(CombinationCases.Assuming.class).run();

        // then
        assertThat(results.get("inNone()")).get().isInstanceOf(TestAbortedException.class);
        assertThat(results.get("inAGoroutine()")).get().isInstanceOf(SimulationFailedError.class); // the scope failed
        assertThat(results.get("inVirtualTime()")).get().isInstanceOf(TestAbortedException.class);
        assertThat(results.get("inSome(Simulation)")).isEmpty();
        assertThat(CombinationCases.Assuming.ended).isBetween(1, 19);
        assertThat(results.get("inSomeAndFailsInOthers(Simulation)")).get().isInstanceOf(SimulationFailedError.class);
    }

    @Test
    void should_obey_timeouts_and_be_disabled_when_junit_says_so() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(CombinationCases.Timed.class).run();

        // then
        assertThat(results.get("onTheSameThread()")).get().isInstanceOf(TimeoutException.class);
        assertThat(results.get("onAThreadOfItsOwn()")).get().isInstanceOf(TimeoutException.class);
        assertThat(results.get("in time")).isEmpty();
        assertThat(results).doesNotContainKey("disabled()");
        Awaitility.await("no simulation goes on that was given up")
                .atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("selvage-simulation")));
    }

    @Test
    void should_refuse_a_test_that_is_one_of_another_kind_as_well() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(CombinationCases.OfTwoKinds.class).run();

        // then
        assertThat(results.get("simulated and repeated")).get().asString().contains("stand alone");
        assertThat(results.get("in virtual time and with 1")).get().asString().contains("stand alone");
        assertThat(results.get("dynamic()")).get().asString().contains("stand alone");
        assertThat(results.get("simulatedAndInVirtualTime()")).get().asString().contains("stand alone");
        assertThat(results.get("inVirtualTimeAndSimulated()")).get().asString().contains("stand alone");
    }

    @Test
    void should_refuse_a_replay_of_what_is_no_simulation() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(CombinationCases.Replaying.class).run();

        // then
        for (String test : new String[] {"plain()", "with 1", "inVirtualTime()"}) {
            assertThat(results.get(test)).as(test).get().asString().contains("@Replay is for a @SimulationTest");
        }
    }

    @Test
    void should_have_the_arguments_of_the_class_when_it_has_parameters() throws InterruptedException {
        assertThat(Junit.of(CombinationCases.OfAParameterizedClass.class).run().values())
                .hasSizeGreaterThan(2)
                .allMatch(Optional::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORK_JOIN_POOL", "WORKER_THREAD_POOL"})
    void should_not_disturb_each_other_when_they_run_in_parallel(String threads) throws InterruptedException {
        assertThat(Junit.of(CombinationCases.InParallel.class)
                        .inParallel(threads)
                        .run()
                        .values())
                .hasSizeGreaterThan(3)
                .allMatch(Optional::isEmpty);
    }
}
