package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.testkit.LifecycleCases.Log;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of JUnit's life cycle each schedule has. */
class SimulationLifecycleTest {
    @BeforeEach
    void forget() {
        Log.LINES.clear();
    }

    private static void assertPassed(Class<?>... classes) throws InterruptedException {
        Map<String, Optional<Throwable>> results = Junit.of(classes).run();
        results.forEach((test, failure) -> assertThat(failure).as(test).isEmpty());
        assertThat(Log.LINES).isNotEmpty();
    }

    private static Throwable failureOf(Class<?> type, String test) throws InterruptedException {
        Throwable failure = Junit.of(type).run().get(test).orElseThrow();
        assertThat(failure).isInstanceOf(SimulationFailedError.class);
        assertThat(failure.getCause()).isNotNull();
        return failure.getCause();
    }

    @Test
    void should_resolve_parameters_of_constructor_and_life_cycle_methods_when_a_resolver_knows_them() throws Exception {
        assertPassed(LifecycleCases.Resolved.class);
        assertThat(Log.LINES)
                .containsOnly("test simulated(Simulation, TestInfo, Path)")
                .hasSize(3);
    }

    @Test
    void should_hand_over_what_extensions_set_when_the_class_itself_leaves_it_null() throws Exception {
        assertPassed(LifecycleCases.Injected.class);
        assertThat(Log.LINES).hasSize(3);
    }

    @Test
    void should_close_what_junit_would_close_when_a_schedule_is_over() throws Exception {
        assertPassed(LifecycleCases.Closing.class);
        assertThat(Log.LINES)
                .startsWith("test", "after", "closed a", "shut b", "test", "after", "closed a", "shut b")
                .endsWith("closed a") // of JUnit's own instance
                .hasSize(9);
    }

    @Test
    void should_close_its_own_when_an_earlier_test_has_left_another_in_the_only_instance() throws Exception {
        assertPassed(LifecycleCases.PerClass.class);
        assertThat(Log.LINES)
                .containsExactly(
                        "test", "closed a", "test", "closed a", "test", "closed a", "closed a"); // the last: JUnit's
    }

    @Test
    void should_keep_the_failure_of_the_test_first_when_what_follows_it_fails_as_well() throws Exception {
        // when
        Throwable failure = failureOf(LifecycleCases.Failing.class, "failing()");

        // then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("test");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("after one", "after other", "close");
    }

    @Test
    void should_clean_up_when_the_preparation_fails() throws Exception {
        assertThat(failureOf(LifecycleCases.Unprepared.class, "never()")).hasMessage("before");
        assertThat(Log.LINES).containsOnly("after");
    }

    @Test
    void should_run_nothing_outside_of_the_schedules_when_a_class_has_a_life_cycle() throws Exception {
        assertPassed(LifecycleCases.Inheriting.class);
        assertThat(Log.LINES)
                .containsExactly(
                        repeated(2, "of the base", "of the interface", "own", "test", "own after", "base after"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LifecycleCases.PerClass.class,
                LifecycleCases.InheritingNested.class,
                LifecycleCases.Compact.class
            })
    void should_pass_when_junit_makes_its_instances_in_another_way(Class<?> type) throws Exception {
        assertPassed(type);
    }

    private static String[] repeated(int times, String... lines) {
        return Collections.nCopies(times, List.of(lines)).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
    }
}
