package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanicTest {

    @Test
    void should_wake_the_body_and_leave_the_scope_when_a_goroutine_panics() throws Exception {
        List<String> lines = Shown.linesBy(Panic::show);

        assertThat(lines.get(0)).startsWith("left the scope: ").contains("checkout/stock#", "something went wrong");
        assertThat(lines.get(1))
                .isEqualTo("the cause is the original: java.lang.IllegalStateException: something went wrong");
    }

    @Test
    void should_go_on_and_count_every_panic_when_recovered() throws Exception {
        assertThat(Shown.linesBy(Panic::show))
                .endsWith(
                        "recovered from: index is corrupt",
                        "answer: found in the archive",
                        "errors count too: StackOverflowError in deep",
                        "main goes on; panics counted: 3");
    }
}
