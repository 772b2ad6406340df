package dev.selvage.examples.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @AfterEach
    void should_leave_nothing_behind() {
        assertThat(Goroutines.count()).isZero();
        assertThat(Goroutines.snapshot().roots()).isEmpty();
    }

    @Test
    void should_do_every_job_although_workers_crash() throws Exception {
        assertThat(Main.run(new String[] {"40", "3", "8", "1000"}, out, out)).isZero();
        assertThat(printed())
                .contains("all workers are up, 40 jobs to do", "crashed: job 8 was too much", " is back")
                .contains("40 jobs done, drained", "5 crashes, as many restarts");
        assertThat(printed().lines().filter(line -> line.contains("comes back in")))
                .hasSize(5);
        assertThat(printed().lines().filter(line -> line.contains("crashed"))).hasSize(5);
    }

    @Test
    void should_do_every_job_when_nothing_crashes() throws Exception {
        assertThat(Main.run(new String[] {"10", "2", "0"}, out, out)).isZero();
        assertThat(printed()).contains("10 jobs done").contains("0 crashes").doesNotContain("crashed:");
    }

    @Test
    void should_give_up_when_workers_crash_more_often_than_allowed() throws Exception {
        assertThat(Main.run(new String[] {"40", "2", "1", "3"}, out, out)).isEqualTo(1);
        assertThat(printed()).contains("gave up", "supervisor workers gave up", "may be restarted 3 times");
    }

    @Test
    void should_explain_itself_when_an_argument_is_no_number() throws Exception {
        assertThat(Main.run(new String[] {"many"}, out, out)).isEqualTo(2);
        assertThat(Main.run(new String[] {"1", "2", "3", "4", "5"}, out, out)).isEqualTo(2);
        assertThat(printed()).contains("usage: supervised");
    }
}
