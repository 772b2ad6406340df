package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhenNotTest {

    @Test
    void should_give_the_same_result_with_and_without_goroutines_when_measured() throws Exception {
        List<String> lines = Shown.linesBy(WhenNot::show);

        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).matches(" +[\\d.]+ ms against +[\\d.]+ ms, same result");
        assertThat(lines.get(3)).matches(" +[\\d.]+ ms against +[\\d.]+ ms, same result");
        assertThat(lines.get(5)).matches(" +[\\d.]+ ms against +[\\d.]+ ms, same result");
    }
}
