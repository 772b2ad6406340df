package dev.selvage.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests in a JVM of its own. */
public final class OtherJvm {
    /** Opens what a simulation needs. */
    public static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private OtherJvm() {}

    /** The lines that it prints. */
    public static List<String> run(Class<?> program, String... options) throws IOException, InterruptedException {
        return lines(builder(program, options).redirectError(Redirect.DISCARD));
    }

    /** The lines that it prints and logs. */
    public static List<String> runWithLog(Class<?> program, String... options)
            throws IOException, InterruptedException {
        return lines(builder(program, options).redirectErrorStream(true));
    }

    private static ProcessBuilder builder(Class<?> program, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options)); // of two class paths the JVM takes the last
        command.add(program.getName());
        return new ProcessBuilder(command);
    }

    private static List<String> lines(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
