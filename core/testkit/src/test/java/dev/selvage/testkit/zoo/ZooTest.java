package dev.selvage.testkit.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.testkit.Policy;
import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.SimulationOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted bug is found, each repaired twin is left in peace, and what was found can be repeated. */
class ZooTest {
    private static final SimulationOptions OPTIONS = SimulationOptions.defaults();

    static List<Specimen> specimens() {
        return Stream.of(Monitors.all(), SharedState.all(), Channels.all())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void should_hold_at_least_fifteen() {
        assertThat(specimens())
                .extracting(Specimen::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void should_find_the_bug_by_each_policy(Specimen specimen) {
        for (Policy policy : Policy.values()) {
            assertThatThrownBy(() -> Simulation.explore(OPTIONS.withPolicy(policy), specimen.broken()))
                    .as("%s by %s", specimen, policy)
                    .isInstanceOf(SimulationFailedError.class)
                    .hasMessageContaining("of 1000");
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void should_be_silent_when_it_is_repaired(Specimen specimen) {
        Simulation.explore(OPTIONS, specimen.repaired());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void should_fail_in_the_same_way_when_it_is_repeated(Specimen specimen) {
        // given
        SimulationFailedError found =
                catchThrowableOfType(SimulationFailedError.class, () -> Simulation.explore(OPTIONS, specimen.broken()));

        // when
        SimulationFailedError again = catchThrowableOfType(
                SimulationFailedError.class,
                () -> Simulation.replay(found.token().orElseThrow(), specimen.broken()));

        // then
        assertThat(again.token()).isEqualTo(found.token());
        assertThat(again.getMessage()).doesNotContain("DIVERGED");
    }
}
