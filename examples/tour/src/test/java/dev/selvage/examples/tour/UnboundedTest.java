package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnboundedTest {

    @Test
    void should_hold_the_limit_when_a_spike_comes() throws Exception {
        assertThat(Shown.linesBy(Unbounded::show))
                .containsExactly(
                        "400 requests at once",
                        "no limit:     400 ran at the same time",
                        "withLimit(8): 8 ran at the same time",
                        "tryGo:        8 accepted, the others got a 503");
    }
}
