package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    @Test
    void should_starve_the_ticker_only_when_the_loop_never_looks_up() throws Exception {
        List<String> lines = Shown.linesBy(Scheduling::show);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("never looks up").contains("ticked 0 times");
        assertThat(lines.getLast()).contains("asks the context").containsPattern("ticked [1-9]\\d* times");
    }

    @Test
    void should_notice_the_deadline_only_when_the_loop_asks_the_context() throws Exception {
        List<String> lines = Shown.linesBy(Scheduling::show);

        assertThat(milliseconds(lines.getFirst())).isGreaterThanOrEqualTo(1_000);
        assertThat(milliseconds(lines.getLast())).isLessThan(1_000);
    }

    private static long milliseconds(String line) {
        Matcher found = Pattern.compile("ran (\\d+) ms").matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return Long.parseLong(found.group(1));
    }
}
