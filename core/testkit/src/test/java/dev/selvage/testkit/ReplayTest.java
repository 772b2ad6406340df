package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system property and the annotation do to tests of JUnit's. */
class ReplayTest {
    private static final String PROPERTY = "selvage.sim.replay";
    private static final String RACY = "racy(Simulation)";

    @BeforeEach
    @AfterEach
    void reset() {
        System.clearProperty(PROPERTY);
        SimulationCases.racyRuns = 0;
        SimulationCases.soundRuns = 0;
        SimulationCases.changed = false;
    }

    private static Map<String, Optional<Throwable>> run() throws InterruptedException {
        return Junit.of(SimulationCases.Explored.class).run();
    }

    private static SimulationFailedError failure(Map<String, Optional<Throwable>> results) {
        assertThat(results.get(RACY)).get().isInstanceOf(SimulationFailedError.class);
        return (SimulationFailedError) results.get(RACY).orElseThrow();
    }

    @Test
    void should_run_the_one_schedule_of_the_token_and_other_tests_as_usual_when_the_property_is_set() throws Exception {
        // given
        SimulationFailedError found = failure(run());
        reset();

        // when
        System.setProperty(PROPERTY, found.token().orElseThrow());
        SimulationFailedError again = failure(run());

        // then
        assertThat(again).hasMessageStartingWith("the schedule of the token failed");
        assertThat(again.getMessage()).doesNotContain("DIVERGED");
        assertThat(again.token()).isEqualTo(found.token());
        assertThat(SimulationCases.racyRuns).isEqualTo(1);
        assertThat(SimulationCases.soundRuns).isEqualTo(20);
    }

    @Test
    void should_say_that_it_diverged_and_why_when_the_code_has_changed() throws Exception {
        // given
        String token = failure(run()).token().orElseThrow();

        // when
        SimulationCases.changed = true;
        System.setProperty(PROPERTY, token);
        SimulationFailedError failed = failure(run());

        // then
        assertThat(failed)
                .hasMessageContaining("DIVERGED")
                .hasMessageContaining("it was the same up to choice")
                .hasMessageContaining("the code has changed");
    }

    @Test
    void should_run_the_schedule_of_the_annotation_alone_when_a_test_has_one() throws Exception {
        // when
        SimulationFailedError failed =
                failure(Junit.of(SimulationCases.Replayed.class).run());

        // then
        assertThat(failed)
                .hasMessageStartingWith("the schedule of the token failed")
                .hasMessageContaining("expected: 2")
                .hasNoSuppressedExceptions();
        assertThat(failed.getMessage()).doesNotContain("DIVERGED");
        assertThat(SimulationCases.racyRuns).isEqualTo(1);
    }

    @Test
    void should_say_that_it_diverged_when_the_annotation_is_older_than_the_code() throws Exception {
        // given
        SimulationCases.changed = true;

        // when
        SimulationFailedError failed =
                failure(Junit.of(SimulationCases.Replayed.class).run());

        // then
        assertThat(failed).hasMessageContaining("DIVERGED");
        assertThat(failed.getSuppressed()).singleElement().asString().contains("of another test");
        assertThat(SimulationCases.racyRuns).isEqualTo(1);
    }

    @Test
    void should_say_whose_the_annotation_is_not_when_the_body_passes() throws Exception {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(SimulationCases.ReplayedByAnother.class).run();

        // then
        Throwable failed = results.get("passing(Simulation)").orElseThrow();
        assertThat(failed).hasMessageStartingWith("The run DIVERGED");
        assertThat(failed.getSuppressed()).singleElement().asString().contains("of another test");
    }

    @Test
    void should_follow_the_schedule_of_a_mended_bug_as_far_as_it_goes_and_pass_if_it_stays_away() throws Exception {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(SimulationCases.Mended.class).run();

        // then
        assertThat(results.get("mended(Simulation)")).isEmpty();
        assertThat(results.get("racy(Simulation)")).get().asString().contains("the schedule of the token failed");
        assertThat(SimulationCases.racyRuns).isEqualTo(1);
        assertThat(SimulationCases.soundRuns).isEqualTo(1);
    }
}
