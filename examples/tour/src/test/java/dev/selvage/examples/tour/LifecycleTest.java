package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void should_show_every_state_when_a_goroutine_lives_its_life() throws Exception {
        List<String> lines = Shown.linesBy(Lifecycle::show);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith("second is CREATED");
        assertThat(lines.get(1)).endsWith("first is RUNNABLE");
        assertThat(lines.get(2)).endsWith("first is BLOCKED");
        assertThat(lines.get(3)).endsWith("first is DEAD, second is DEAD and gave hello");
    }
}
