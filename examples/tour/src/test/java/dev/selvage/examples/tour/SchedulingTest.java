package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    @Test
    void should_starve_the_others_and_miss_the_deadline_only_when_the_loop_never_looks_up() throws Exception {
        List<String> lines = Shown.linesBy(Scheduling::show);

        assertThat(lines).hasSize(4);
        assertThat(figure(lines.get(1), "greedy: +ran +(\\d+) ms")).isGreaterThanOrEqualTo(3_000);
        assertThat(figure(lines.get(1), "ticked (\\d+) times")).isZero();
        // Whether yielding lets the ticker in is up to the JDK: 25 seldom does.
        assertThat(figure(lines.get(2), "yielding: +ran +(\\d+) ms")).isLessThan(3_000);
        assertThat(figure(lines.get(3), "sleeping: +ran +(\\d+) ms")).isLessThan(3_000);
        assertThat(figure(lines.get(3), "ticked (\\d+) times")).isPositive();
    }

    private static long figure(String line, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return Long.parseLong(found.group(1));
    }
}
