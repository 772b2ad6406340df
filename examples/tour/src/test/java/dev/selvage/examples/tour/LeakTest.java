package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeakTest {

    @Test
    void should_leave_nothing_behind_when_the_processors_belong_to_a_scope() throws Exception {
        List<String> lines = Shown.linesBy(Leak::show);

        assertThat(lines)
                .startsWith(
                        "bare virtual threads: 10 of 10 live on, for ever",
                        "in a scope: 10 processors",
                        "after the scope: 0")
                .contains("after that scope: 0");
    }

    @Test
    void should_name_the_scope_when_a_forgotten_goroutine_meets_the_deadline() throws Exception {
        assertThat(Shown.linesBy(Leak::show))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("one that was forgotten: deadline")
                        .contains("report"));
    }

    @Test
    void should_refuse_to_start_when_the_scope_has_ended() throws Exception {
        assertThat(Shown.linesBy(Leak::show)).last().asString().startsWith("a scope that has ended starts nothing: ");
    }
}
