package dev.selvage.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What depends on the flags of the JVM, each in a JVM of its own. */
class OtherJvmTest {
    private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    @Test
    void should_repeat_a_schedule_in_another_jvm_and_mode() throws Exception {
        // given
        List<String> found = run(OPEN, "-Dselvage.sim.access=opened");
        String token = found.getLast().replace("token ", "");

        // when
        List<String> again = run("-Xint", "-Dselvage.sim.replay=" + token);

        // then
        assertThat(found.get(1)).contains("of 1000").contains("lost");
        assertThat(again)
                .contains(
                        "runs 1",
                        "token " + token,
                        "the schedule of the token failed: java.lang.IllegalStateException: lost");
    }

    @Test
    void should_fail_when_the_jdk_is_closed() throws Exception {
        assertThat(run("-Dselvage.sim.access=opened"))
                .contains("runs 0", "token none")
                .anyMatch(line ->
                        line.startsWith("simulation not available on this JDK: ") && line.contains("--add-opens"));
    }

    @Test
    void should_skip_when_the_jdk_is_closed_and_the_setting_says_so() throws Exception {
        assertThat(run("-Dselvage.sim.access=opened", "-Dselvage.sim.unavailable=skip"))
                .singleElement()
                .asString()
                .startsWith("skipped: simulation not available on this JDK: ");
    }

    private static List<String> run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RacyProgram.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
