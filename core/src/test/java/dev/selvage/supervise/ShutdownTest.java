package dev.selvage.supervise;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "stuck"})
    void should_drain_services_in_reverse_order_when_the_jvm_is_told_to_end(String stuck) throws Exception {
        // given
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                DrainingProgram.class.getName()));
        if (!stuck.isEmpty()) {
            command.add(stuck);
        }
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("up");

            // when
            program.toHandle().destroy(); // SIGTERM; the process's own destroy() would close its output

            // then
            assertThat(output.readAllLines()).containsExactly("second finishes", "first finishes");
            assertThat(program.waitFor(20, SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }
}
