package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The annotations on the oldest JUnit 5 that they are made for, in a JVM of its own. */
class Junit5Test {
    /** Where the build has put the jars. */
    private static final String JARS = "junit5.jars";

    @Test
    void should_find_the_same_when_it_runs_on_junit_5() throws Exception {
        // given
        assumeTrue(System.getProperty(JARS) != null, "run by the build, which sets " + JARS);

        // when
        List<String> lines = run();

        // then
        assertThat(lines)
                .anyMatch(line -> line.startsWith("junit 5.13."))
                .contains(
                        "context(): LeakError",
                        "goroutine(): LeakError",
                        "closesAll(): passed",
                        "endsSoonAfter(): passed")
                .contains("byItself(): IllegalStateException with LeakError")
                .contains(
                        "racy(Simulation): SimulationFailedError",
                        "sound(Simulation): passed",
                        "hour(VirtualClock): passed",
                        "forever(): SimulationFailedError")
                .contains("replayed racy(Simulation): SimulationFailedError")
                .contains(
                        "found simulated(): SimulationFailedError",
                        "found inVirtualTime(): SimulationFailedError",
                        "found leaks(): LeakError",
                        "not found simulated(): SimulationFailedError",
                        "not found leaks(): passed")
                .contains("life simulated(Simulation, TestInfo, Path): passed", "life simulated(): passed")
                .filteredOn(line -> line.startsWith("life "))
                .allMatch(line -> line.endsWith(": passed"));
    }

    private static List<String> run() throws IOException, InterruptedException {
        String others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("junit-"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-cp",
                        Path.of(System.getProperty(JARS), "*") + File.pathSeparator + others,
                        Junit5Test.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    /** Runs in the other JVM. */
    public static void main(String[] none) throws InterruptedException {
        System.out.println("junit " + Test.class.getPackage().getImplementationVersion());
        run(
                "",
                Junit.of(
                        LeakCases.OfEachKind.class,
                        LeakCases.Clean.class,
                        LeakCases.Failing.class,
                        SimulationCases.Explored.class));
        run("replayed ", Junit.of(SimulationCases.Replayed.class));
        Class<?>[] unmarked = {LeakCases.WithoutAnnotation.class, LeakCheckOrderTest.Bare.class};
        run("not found ", Junit.of(unmarked));
        run("found ", Junit.of(unmarked).with("junit.jupiter.extensions.autodetection.enabled", "true"));
        for (Class<?> type : LifecycleCases.PASSING) {
            run("life ", Junit.of(type));
        }
        System.exit(0); // some of what leaked goes on for a while
    }

    private static void run(String prefix, Junit junit) throws InterruptedException {
        junit.run()
                .forEach((test, failure) -> System.out.println(
                        prefix + test + ": " + failure.map(Junit5Test::name).orElse("passed")));
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getSuppressed().length == 0
                ? name
                : name + " with " + failure.getSuppressed()[0].getClass().getSimpleName();
    }
}
