package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountAndDumpTest {

    @Test
    void should_count_down_to_nothing_when_the_scope_has_ended() throws Exception {
        assertThat(Shown.linesBy(CountAndDump::show)).startsWith("count: 5").contains("count: 0");
    }

    @Test
    void should_name_the_goroutines_and_their_scope_when_dumped() throws Exception {
        assertThat(Shown.by(CountAndDump::show))
                .contains(
                        "goroutine ",
                        "\"payment\"",
                        "\"worker\"",
                        "in checkout",
                        "CountAndDump.java",
                        "[await \"payment\"");
    }

    @Test
    void should_list_each_goroutine_when_taken_as_records() throws Exception {
        List<String> lines = Shown.linesBy(CountAndDump::show);

        assertThat(lines).contains("  scope checkout");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("    payment BLOCKED, CountDownLatch"))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("    worker BLOCKED, LinkedBlockingQueue"))
                .hasSize(3);
    }
}
