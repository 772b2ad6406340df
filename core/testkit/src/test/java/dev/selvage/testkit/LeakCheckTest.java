package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakCheckTest {
    private static LeakError leaksOf(Map<String, Optional<Throwable>> results, String test) {
        assertThat(results).containsKey(test);
        assertThat(results.get(test)).as(test).get().isInstanceOf(LeakError.class);
        return (LeakError) results.get(test).orElseThrow();
    }

    private static Leak only(Map<String, Optional<Throwable>> results, String test) {
        assertThat(leaksOf(results, test).leaks()).hasSize(1);
        return leaksOf(results, test).leaks().getFirst();
    }

    @Test
    void should_fail_the_test_that_leaked_and_say_what_and_where_whatever_kind_it_is() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.OfEachKind.class).run();

        // then
        LeakError goroutine = leaksOf(results, "goroutine()");
        assertThat(goroutine.leaks()).extracting(Leak::kind).containsExactlyInAnyOrder("scope", "goroutine");
        assertThat(goroutine)
                .hasMessageContaining("2 leaks: goroutine() started this")
                .hasMessageContaining("goroutine \"open-worker\" [blocked: chan receive")
                .hasMessageContaining("open-jobs")
                .hasMessageContaining("in open/open-worker#")
                .hasMessageContaining("scope \"open\" [open, 1 living")
                .hasMessageContaining("created at dev.selvage.testkit.LeakCases.leak(LeakCases.java:");
        assertThat(only(results, "context()").kind()).isEqualTo("context");
        assertThat(only(results, "context()").createdAt().orElseThrow().getMethodName())
                .isEqualTo("context");
        assertThat(only(results, "contextOfBackground()").kind()).isEqualTo("context");
        assertThat(only(results, "ticker()").kind()).isEqualTo("ticker");
        Leak service = leaksOf(results, "service()").leaks().getFirst();
        assertThat(service.kind() + " " + service.name()).isEqualTo("service poller");
        assertThat(service.createdAt().orElseThrow().getMethodName()).isEqualTo("service");
        assertThat(only(results, "hook()").kind()).isEqualTo("hook");
        assertThat(only(results, "waitingThread()").waitingFor()).contains("chan receive", "nobodys");
        assertThat(only(results, "virtualThread()").name()).isEqualTo("adrift");
        assertThat(only(results, "virtualThread()").createdAt().orElseThrow().getMethodName())
                .isEqualTo("virtualThread");
        assertThat(results.get("virtualThreadThatNobodyLooksFor()")).isEmpty();
    }

    @Test
    void should_pass_when_all_is_closed_or_ends_soon() throws InterruptedException {
        assertThat(Junit.of(LeakCases.Clean.class).run().values()).allMatch(Optional::isEmpty);
    }

    @Test
    void should_keep_the_tests_own_failure_first_when_it_fails_for_another_reason() throws InterruptedException {
        // when
        Throwable failure =
                Junit.of(LeakCases.Failing.class).run().get("byItself()").orElseThrow();

        // then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("its own");
        assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(LeakError.class);
    }

    @Test
    void should_ignore_what_the_nearest_annotation_names_when_it_leaks() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.Ignoring.class).run();

        // then
        assertThat(results.get("byNameAndCreator()")).isEmpty();
        assertThat(results.get("takesTheOuterAnnotation()")).isEmpty();
        assertThat(results.get("spared()")).isEmpty();
        leaksOf(results, "theMethodsAnnotationCounts()");
    }

    @Test
    void should_ignore_what_the_parameter_names_when_an_annotation_ignores_something_else()
            throws InterruptedException {
        assertThat(Junit.of(LeakCases.Ignoring.class)
                        .with(LeakCheck.IGNORE, "metrics, known*")
                        .run()
                        .values())
                .allMatch(Optional::isEmpty);
    }

    @Test
    void should_tell_what_the_class_made_from_what_a_test_left_in_it() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.OfTheClass.class).run();

        // then
        assertThat(results.get("usesIt()")).isEmpty();
        assertThat(leaksOf(results, "leavesAGoroutineInIt()").leaks())
                .extracting(Leak::name)
                .contains("outer", "straggler")
                .doesNotContain("server");
        assertThat(only(results, "LeakCases$OfTheClass").name()).isEqualTo("server");
    }

    @Test
    void should_run_no_test_inside_of_what_another_has_left_whether_it_ends_or_not() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.Stubborn.class).run();

        // then
        leaksOf(results, "a_leaves_what_ends_soon()");
        assertThat(results.get("b_isNotInterrupted()")).isEmpty();
        assertThat(leaksOf(results, "c_leaves_what_does_not_end()").leaks()).hasSize(4);
        assertThat(results.get("d_isOutside()")).isEmpty();
    }

    @Test
    void should_check_repeated_tests_each_and_dynamic_tests_with_their_factory() throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.MadeByJunit.class).run();

        // then
        assertThat(leaksOf(results, "repeated 1").leaks()).hasSize(2);
        assertThat(leaksOf(results, "repeated 2").leaks()).hasSize(2);
        assertThat(leaksOf(results, "factory()").leaks())
                .extracting(Leak::where)
                .anyMatch(path -> path.contains("in a dynamic test"));
    }

    @Test
    void should_check_all_tests_only_when_junit_is_asked_to_find_extensions() throws InterruptedException {
        // given
        String autodetection = "junit.jupiter.extensions.autodetection.enabled";
        Class<?> type = LeakCases.WithoutAnnotation.class;

        // then
        assertThat(Junit.of(type).run().get("leaks()")).isEmpty();
        assertThat(Junit.of(type).with(autodetection, "true").run().get("leaks()"))
                .isPresent();
        assertThat(Junit.of(type)
                        .with(autodetection, "true")
                        .with(LeakCheck.ENABLED, "false")
                        .run()
                        .get("leaks()"))
                .isEmpty();
        assertThat(Junit.of(type)
                        .with(autodetection, "true")
                        .with(LeakCheck.IGNORE, "nothing, quiet*")
                        .run()
                        .get("leaks()"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORK_JOIN_POOL", "WORKER_THREAD_POOL"})
    void should_blame_no_other_test_when_they_run_in_parallel(String threads) throws InterruptedException {
        // when
        Map<String, Optional<Throwable>> results =
                Junit.of(LeakCases.InParallel.class).inParallel(threads).run();

        // then
        assertThat(results).hasSizeGreaterThan(120);
        results.forEach((test, failure) -> {
            if (test.startsWith("leaks ")) {
                assertThat(leaksOf(results, test).leaks())
                        .extracting(Leak::kind)
                        .containsExactlyInAnyOrder("scope", "goroutine", "context");
            } else if (test.startsWith("adrift ")) {
                Leak leak = only(results, test);
                assertThat(leak.kind()).isEqualTo("virtual thread");
                assertThat(leak.createdAt().orElseThrow().getMethodName()).isEqualTo("adrift");
            } else if (test.startsWith("borrows ") && failure.isPresent()) { // nobody is blamed, or who it was
                assertThat(only(results, test).kind()).isEqualTo("context");
            } else {
                assertThat(failure).as(test).isEmpty();
            }
        });
    }
}
