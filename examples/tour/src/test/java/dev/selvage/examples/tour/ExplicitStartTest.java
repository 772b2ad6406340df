package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplicitStartTest {

    @Test
    void should_start_nothing_until_told_and_end_with_the_owner() throws Exception {
        assertThat(Shown.linesBy(ExplicitStart::show))
                .containsExactly(
                        "constructed: 0 goroutines",
                        "started:     1 goroutine",
                        "owner ended: 0 goroutines, both mails are out");
    }
}
