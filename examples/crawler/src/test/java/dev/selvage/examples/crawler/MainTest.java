package dev.selvage.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.testkit.LeakCheck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@LeakCheck
class MainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void should_report_what_it_found() throws Exception {
        Main.crawl(new Layout(200, 42, false), Plan.of(8, 10_000, Duration.ofMinutes(5)), out);

        assertThat(printed())
                .contains("A site of 200 pages", "at most 1 for the same address")
                .contains("/gone/7, on /page/7", "/broken/13, on /page/13: answered 500")
                .containsPattern("left in the frontier +0\n")
                .doesNotContain("Stopped")
                .endsWith("Goroutines.count() is 0.\n");
    }

    @Test
    void should_say_why_it_stopped_when_something_is_left() throws Exception {
        assertThat(Main.run(new String[] {"500", "8", "10000", "60", "100"}, out, out))
                .isZero();
        assertThat(Main.run(new String[] {"5000", "1", "10", "1"}, out, out)).isZero();

        assertThat(printed())
                .contains("Stopped after as many visits as were planned.", "Stopped when the time was over.");
    }

    @Test
    void should_explain_itself_when_an_argument_is_wrong() throws Exception {
        assertThat(Main.run(new String[] {"many"}, out, out)).isEqualTo(2);
        assertThat(Main.run(new String[] {"0"}, out, out)).isEqualTo(2);
        assertThat(Main.run(new String[] {"1", "2", "3", "4", "5", "6"}, out, out))
                .isEqualTo(2);

        assertThat(printed().lines()).hasSize(3).allMatch(line -> line.startsWith("usage: crawler"));
    }

    @Test
    void should_report_what_is_left_when_a_process_is_told_to_end() throws Exception {
        // given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "5000",
                        "8",
                        "50")
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = new ArrayList<>();
            while (lines.stream().noneMatch(line -> line.endsWith(" pages"))) {
                lines.add(process.inputReader().readLine());
            }

            // when
            process.toHandle().destroy(); // SIGTERM; destroy() of the process itself would close its output

            // then
            lines.addAll(process.inputReader().lines().toList());
            assertThat(lines)
                    .anyMatch(line -> line.matches("left in the frontier +[1-9][0-9,]*"))
                    .contains("Stopped when it was asked to.")
                    .last()
                    .isEqualTo("Goroutines.count() is 0.");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
