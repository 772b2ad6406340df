package dev.selvage.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void should_print_the_usage_when_asked_for_help() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).isEqualTo(Arguments.USAGE);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void should_end_with_2_and_the_usage_when_an_argument_is_wrong() {
        assertThat(run("--rate", "fast")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).startsWith("--rate must be").endsWith(Arguments.USAGE);
    }

    @Test
    void should_end_with_1_and_one_sentence_when_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run("--serve", "--port", Integer.toString(port))).isEqualTo(1);

            assertThat(text(err).lines()).containsExactly("Port " + port + " is taken; choose another with --port.");
        }
    }

    @Test
    void should_end_with_1_and_one_sentence_when_the_directory_cannot_be_used() {
        assertThat(run(
                        "--data",
                        Path.of(System.getProperty("java.home"), "release").toString()))
                .isEqualTo(1);

        assertThat(text(err).lines()).singleElement().asString().startsWith("The gateway could not run: ");
    }

    @Test
    void should_end_a_process_with_2_when_an_argument_is_wrong() throws Exception {
        Process process = process("--nonsense");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.inputReader().readLine()).startsWith("unknown argument");
    }

    @Test
    void should_drain_when_a_process_that_serves_is_told_to_end() throws Exception {
        // given
        Process process = process("--serve", "--port", "0");
        try {
            List<String> lines = new ArrayList<>();
            while (lines.stream().noneMatch(line -> line.startsWith("Ctrl-C"))) {
                lines.add(process.inputReader().readLine());
            }

            // when
            process.toHandle().destroy(); // SIGTERM; destroy() of the process itself would close its output

            // then
            assertThat(process.inputReader().readLine())
                    .startsWith("Drained in ")
                    .endsWith(" 0 goroutines left.");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process process(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private int run(String... args) {
        return Main.run(args, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
