package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrapsTest {

    @Test
    void should_answer_each_trap_with_what_happens() throws Exception {
        String shown = Shown.by(Traps::show);

        assertThat(shown)
                .contains(
                        "here " + Runtime.getRuntime().availableProcessors(),
                        "shared all the same: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]",
                        "before go: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]",
                        "10 of 10 are done");
    }

    @Test
    void should_run_many_goroutines_on_few_threads_when_counted() throws Exception {
        Matcher counts = Pattern.compile("(\\d+) goroutines, (\\d+) threads").matcher(Shown.by(Traps::show));

        assertThat(counts.find()).isTrue();
        assertThat(counts.group(1)).isEqualTo("10000");
        assertThat(Integer.parseInt(counts.group(2))).isLessThan(1_000);
    }
}
