package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.context.Registration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs a program in a JVM of its own, for what can only be set when a JVM starts, or seen when it ends. */
final class ChildJvm {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ChildJvm() {}

    /** All virtual threads on so many carriers. */
    static List<String> carriers(int count) {
        return List.of(
                "-Djdk.virtualThreadScheduler.parallelism=" + count,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + count);
    }

    /** What the program printed. */
    static String run(List<String> options, Class<?> program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", property("java.class.path"), program.getName()));
        command.addAll(List.of(args));
        return Scope.options().named("child").withTimeout(PATIENCE).call(scope -> {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (Registration _ = scope.context().onCancel(process::destroyForcibly)) {
                String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int code = process.waitFor();
                if (code != 0) {
                    throw new IOException(program.getSimpleName() + " ended with " + code + ": " + printed);
                }
                return printed;
            }
        });
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
