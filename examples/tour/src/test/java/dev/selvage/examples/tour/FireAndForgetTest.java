package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FireAndForgetTest {

    @Test
    void should_write_the_line_before_the_scope_ends_when_the_caller_does_not_wait() throws Exception {
        assertThat(Shown.linesBy(FireAndForget::show))
                .startsWith(
                        "the request is answered, nothing is written yet",
                        "written: order 4711 accepted",
                        "the scope has ended, and the line is on disk");
    }

    @Test
    void should_name_goroutine_and_cause_when_a_line_cannot_be_written() throws Exception {
        assertThat(Shown.linesBy(FireAndForget::show))
                .last()
                .asString()
                .contains("request/log#", "IOException", "no space left on device");
    }
}
