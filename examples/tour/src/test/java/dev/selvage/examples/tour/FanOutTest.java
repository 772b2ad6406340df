package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FanOutTest {

    @Test
    void should_return_pages_in_input_order_when_they_arrive_in_another() throws Exception {
        assertThat(Shown.linesBy(FanOut::show))
                .containsExactly(
                        "served in the order:   [/4, /3, /2, /1, /0]",
                        "returned in the order: [page 0, page 1, page 2, page 3, page 4]");
    }
}
