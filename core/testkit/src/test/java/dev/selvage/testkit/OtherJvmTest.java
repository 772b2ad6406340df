package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What depends on the flags of the JVM, each in a JVM of its own. */
class OtherJvmTest {
    @Test
    void should_repeat_a_schedule_in_another_jvm_and_mode() throws Exception {
        // given
        List<String> found = run(OtherJvm.OPEN, "-Dselvage.sim.access=opened");
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
                .startsWith("org.opentest4j.TestAbortedException: simulation not available on this JDK: ");
    }

    @Test
    void should_fail_and_say_why_when_it_should_skip_and_cannot() throws Exception {
        // given
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("opentest4j"))
                .collect(Collectors.joining(File.pathSeparator));

        // then
        assertThat(run("-Dselvage.sim.access=opened", "-Dselvage.sim.unavailable=skip", "-cp", classPath))
                .contains("runs 0", "token none")
                .anyMatch(line -> line.startsWith("simulation not available on this JDK: ")
                        && line.contains("--add-opens")
                        && line.endsWith("needs org.opentest4j on the class path"));
    }

    @Test
    void should_say_at_the_end_whether_the_token_of_the_property_was_of_any_test() throws Exception {
        // given
        String foreign = SimulationCases.Replayed.TOKEN;
        String own = run().getLast().replace("token ", "");

        // then
        assertThat(runWithLog("-Dselvage.sim.replay=" + foreign))
                .anyMatch(line ->
                        line.contains("WARN") && line.contains(foreign) && line.contains("none of the 1 simulations"))
                .noneMatch(line -> line.contains("the one schedule of"));
        assertThat(runWithLog("-Dselvage.sim.replay=" + own))
                .anyMatch(line -> line.contains("INFO") && line.contains("RacyProgram#main"))
                .noneMatch(line -> line.contains("WARN"));
    }

    @Test
    void should_say_at_the_end_that_no_simulation_was_there_for_the_token_when_only_other_tests_ran() throws Exception {
        assertThat(OtherJvm.runWithLog(PlainProgram.class, "-Dselvage.sim.replay=any"))
                .contains("passed 1")
                .filteredOn(line -> line.contains("WARN"))
                .singleElement()
                .asString()
                .contains("selvage.sim.replay=any", "none of the 0 simulations");
        assertThat(OtherJvm.runWithLog(PlainProgram.class)).containsExactly("passed 1");
    }

    @Test
    void should_say_once_that_a_simulation_waits_in_real_time() throws Exception {
        List<String> lines = OtherJvm.runWithLog(SleepyProgram.class);
        assertThat(lines).contains("done");
        assertThat(lines)
                .filteredOn(line -> line.contains("waits in real time"))
                .hasSize(1);
        assertThat(lines).anyMatch(line -> line.contains("SleepyProgram.java"));
    }

    @Test
    void should_not_take_an_interrupt_at_the_first_use_for_a_jdk_that_does_not_fit() throws Exception {
        assertThat(OtherJvm.run(InterruptedProgram.class))
                .containsExactly("The simulation was interrupted from outside", "flag true", "ran");
    }

    private static List<String> run(String... options) throws IOException, InterruptedException {
        return OtherJvm.run(RacyProgram.class, options);
    }

    private static List<String> runWithLog(String... options) throws IOException, InterruptedException {
        return OtherJvm.runWithLog(RacyProgram.class, options);
    }
}
