package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    @Test
    void should_leave_hanging_threads_when_fired_and_forgotten_and_none_when_scoped() throws Exception {
        List<String> lines = Shown.linesBy(Payments::show);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("90 paid, 10 threads still wait");
        // On a machine that stands still for a second, a payment that would have gone through times out as well.
        Matcher scoped = Pattern.compile("(\\d+) paid, (\\d+) timed out, 0 goroutines left")
                .matcher(lines.getLast());
        assertThat(scoped.find()).as(lines.getLast()).isTrue();
        assertThat(Integer.parseInt(scoped.group(2))).isGreaterThanOrEqualTo(10);
        assertThat(Integer.parseInt(scoped.group(1)) + Integer.parseInt(scoped.group(2)))
                .isEqualTo(100);
    }
}
