package dev.selvage.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that measures itself.
 *
 * @param program its class
 * @param options of its JVM
 * @param kind who starts
 * @param more arguments of its own
 * @param count how many are started
 */
record ChildSubject(Class<?> program, List<String> options, Kind kind, List<String> more, int count)
        implements Subject {
    private static final String REPORT = "figures ";
    private static final long MINUTES = 5;

    /**
     * What the program calls to tell its figures.
     *
     * @param value see {@link Sample}
     * @param bytes see {@link Sample}
     */
    static void report(double value, double bytes) {
        System.out.println(REPORT + value + " " + bytes);
        System.out.flush();
    }

    @Override
    public Sample measure(Effort effort) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-preview", "-Xms4g", "-Xmx4g"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), kind.name()));
        command.addAll(more);
        command.add(Integer.toString(count / effort.divisor()));
        try {
            return run(command);
        } catch (IOException e) {
            System.err.println(this + " failed: " + e);
            return Sample.FAILED;
        }
    }

    private Sample run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // It prints one line: waiting first does not fill the pipe.
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                System.err.println(this + " failed: not done after " + MINUTES + " minutes");
                return Sample.FAILED;
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0 || !output.startsWith(REPORT)) {
                System.err.println(this + " failed: exit code " + process.exitValue() + " " + output.strip());
                return Sample.FAILED;
            }
            String[] figures = output.strip().split(" ");
            return new Sample(Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
        } finally {
            process.destroyForcibly();
        }
    }
}
