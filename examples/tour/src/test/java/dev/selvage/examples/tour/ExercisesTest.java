package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExercisesTest {

    @Test
    void should_print_each_index_once_when_ten_goroutines_print_theirs() throws Exception {
        assertThat(Shown.linesBy(Exercise1::show))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                        .mapToObj(index -> "goroutine " + index)
                        .toList());
    }

    @Test
    void should_see_the_leak_grow_and_end_with_its_scope_when_counted() throws Exception {
        List<String> lines = Shown.linesBy(Exercise2::show);

        assertThat(lines)
                .startsWith("minute 1: 100 goroutines", "minute 2: 200 goroutines", "minute 3: 300 goroutines")
                .endsWith("after the scope: 0 goroutines");
        assertThat(lines).filteredOn(line -> line.contains("lookup")).hasSize(1);
    }

    @Test
    void should_survive_and_count_when_a_goroutine_panics() throws Exception {
        assertThat(Shown.linesBy(Exercise3::show))
                .containsExactly(
                        "recovered: java.lang.IllegalStateException: something went wrong",
                        "the program goes on, with 1 panic counted");
    }

    @Test
    void should_print_a_figure_for_each_round_when_starts_are_measured() throws Exception {
        assertThat(Shown.linesBy(Exercise4::show))
                .hasSize(5)
                .allMatch(line -> line.matches("round [1-5]: [1-9]\\d* ns to start and end a goroutine"));
    }
}
