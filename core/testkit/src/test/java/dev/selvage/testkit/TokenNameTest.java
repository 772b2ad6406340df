package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.testkit.internal.explore.Token;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose tokens are whose, where a test calls {@link Simulation#explore} itself. */
class TokenNameTest {
    private static SimulationFailedError explore() {
        return catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.explore(SimulationOptions.defaults().withSchedules(1), sim -> {
                    throw new IllegalStateException("found");
                }));
    }

    private static int owner(SimulationFailedError failed) {
        return Token.of(failed.token().orElseThrow()).test();
    }

    private static int hash(String method) {
        return (TokenNameTest.class.getName() + "#" + method).hashCode();
    }

    @Test
    void should_name_the_test_when_it_explores_in_a_helper_or_a_lambda() {
        assertThat(owner(explore())).isEqualTo(hash("should_name_the_test_when_it_explores_in_a_helper_or_a_lambda"));
    }

    @Test
    void should_name_the_test_when_a_helper_of_another_file_explores() {
        assertThat(owner(SimulationCases.found()))
                .isEqualTo(hash("should_name_the_test_when_a_helper_of_another_file_explores"));
    }

    @Test
    void should_name_the_test_when_a_lambda_of_it_calls_the_helper_on_a_thread_of_its_own() throws Exception {
        // given
        FutureTask<SimulationFailedError> task = new FutureTask<>(() -> SimulationCases.found());

        // when
        Thread.ofPlatform().start(task);

        // then
        assertThat(owner(task.get()))
                .isEqualTo(hash("should_name_the_test_when_a_lambda_of_it_calls_the_helper_on_a_thread_of_its_own"));
    }

    @Test
    void should_tell_overloaded_tests_apart_by_their_parameters() {
        assertThat(owner(explore())).isEqualTo(hash("should_tell_overloaded_tests_apart_by_their_parameters()"));
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void should_tell_overloaded_tests_apart_by_their_parameters(int number) {
        assertThat(number).isEqualTo(1);
        assertThat(owner(explore())).isEqualTo(hash("should_tell_overloaded_tests_apart_by_their_parameters(int)"));
    }

    @ParameterizedTest
    @CsvSource({"racy(), racy()", "racy(Simulation), racy(Simulation)"})
    void should_tell_overloaded_simulation_tests_apart_by_their_parameters(String test, String name) throws Exception {
        // when
        Throwable failed =
                Junit.of(SimulationCases.Overloaded.class).run().get(test).orElseThrow();

        // then
        assertThat(owner((SimulationFailedError) failed))
                .isEqualTo((SimulationCases.Overloaded.class.getName() + "#" + name).hashCode());
    }

    @Test
    void should_name_the_enclosing_method_when_a_lambda_runs_on_a_thread_of_its_own() throws Exception {
        // given
        FutureTask<SimulationFailedError> task = new FutureTask<>(() -> explore());

        // when
        Thread.ofPlatform().start(task);

        // then
        assertThat(owner(task.get()))
                .isEqualTo(hash("should_name_the_enclosing_method_when_a_lambda_runs_on_a_thread_of_its_own"));
    }

    @Test
    void should_leave_out_the_number_when_the_class_is_anonymous() throws Exception {
        // given
        FutureTask<SimulationFailedError> task = new FutureTask<>(new Callable<>() {
            @Override
            public SimulationFailedError call() {
                return explore();
            }
        });

        // when
        Thread.ofPlatform().start(task);

        // then
        assertThat(owner(task.get())).isEqualTo(hash("call"));
    }

    @Test
    void should_number_them_in_the_order_of_their_calls_when_a_test_explores_twice() {
        for (int round = 0; round < 2; round++) {
            assertThat(owner(explore()))
                    .isEqualTo(hash("should_number_them_in_the_order_of_their_calls_when_a_test_explores_twice"));
            assertThat(owner(explore()))
                    .isEqualTo(hash("should_number_them_in_the_order_of_their_calls_when_a_test_explores_twice(2)"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void should_keep_the_name_when_a_test_is_run_again(int round) {
        assertThat(round).isPositive();
        assertThat(owner(explore())).isEqualTo(hash("should_keep_the_name_when_a_test_is_run_again"));
    }
}
