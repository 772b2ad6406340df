package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TourTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void should_list_every_stop_when_called_without_arguments() {
        assertThat(tour()).isZero();

        assertThat(text(out)).startsWith("Usage: ");
        assertThat(Tour.STOPS).allSatisfy(stop -> assertThat(text(out)).contains(stop.name() + " ", stop.title()));
        assertThat(text(err)).isEmpty();
    }

    @Test
    void should_run_the_stops_in_the_order_given_when_named_or_numbered() {
        assertThat(tour("exercise3", "1")).isZero();

        assertThat(text(out))
                .containsSubsequence("--- 23 exercise3: ", "1 panic counted", "--- 1 go: ", "both are done");
    }

    @Test
    void should_print_the_usage_and_exit_with_2_when_there_is_no_such_stop() {
        assertThat(tour("go", "nowhere")).isEqualTo(2);

        assertThat(text(err)).startsWith("There is no stop \"nowhere\".").contains("Usage: ");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void should_have_a_name_of_its_own_for_each_stop() {
        assertThat(Tour.STOPS).extracting(Stop::name).doesNotHaveDuplicates().doesNotContain("all");
    }

    private int tour(String... args) {
        return Tour.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
