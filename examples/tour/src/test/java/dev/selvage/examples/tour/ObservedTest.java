package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedTest {

    @Test
    void should_tell_handler_listener_and_stats_when_a_goroutine_panics_unawaited() throws Exception {
        List<String> lines = Shown.linesBy(Observed::show);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("night/invoice#", "panicked", "invoice 3 has no address");
        assertThat(lines.get(1)).isEqualTo("listener: started 5, ended 5, failed 1");
        assertThat(lines.get(2)).isEqualTo("stats():  started 5, ended 5, failed 1, panicked 1");
    }
}
