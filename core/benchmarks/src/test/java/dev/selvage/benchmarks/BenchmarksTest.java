package dev.selvage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--only", "--only (", "--only nothing-like-it", "--rounds 0", "--go-nanos many"})
    void should_say_what_is_wrong_and_end_with_2_when_the_command_line_is_not_understood(String line) throws Exception {
        int code = run(line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: ./mvnw -q -Pbenchmarks");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void should_measure_and_print_a_row_for_each_peer_when_one_work_is_chosen() throws Exception {
        int code = run("--quick", "--markdown", "--only", "empty scope");

        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("failed");
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "\\| empty scope +\\| StructuredTaskScope +\\| \\d+\\.\\d+ +\\| ≤ 2\\.00 +\\| (yes|no) ")
                .containsPattern("\\| +\\| Jox +\\| \\d+\\.\\d+ ");
    }

    private int run(String... args) throws InterruptedException {
        return Benchmarks.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
