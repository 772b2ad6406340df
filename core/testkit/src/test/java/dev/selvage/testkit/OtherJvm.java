package dev.selvage.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Java in a JVM of its own, of the same JDK. */
public final class OtherJvm {
    /** Opens what a simulation needs. */
    public static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private OtherJvm() {}

    /** The lines that a program of the tests prints. */
    public static List<String> run(Class<?> program, String... options) throws IOException, InterruptedException {
        return run(arguments(program, options));
    }

    /** The lines that a program of the tests prints and logs. */
    public static List<String> runWithLog(Class<?> program, String... options)
            throws IOException, InterruptedException {
        return lines(builder(arguments(program, options)).redirectErrorStream(true));
    }

    /** The lines that it prints with these arguments for {@code java}; what goes to the error stream is thrown away. */
    static List<String> run(List<String> arguments) throws IOException, InterruptedException {
        return lines(builder(arguments).redirectError(Redirect.DISCARD));
    }

    private static List<String> arguments(Class<?> program, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        arguments.addAll(List.of(options)); // of two class paths the JVM takes the last
        arguments.add(program.getName());
        return arguments;
    }

    private static ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static List<String> lines(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output.lines().toList();
    }

    /** The jar or directory that a class was loaded from. */
    static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
