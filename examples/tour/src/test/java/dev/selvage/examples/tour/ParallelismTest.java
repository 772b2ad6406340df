package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParallelismTest {

    @Test
    void should_compute_at_once_only_when_there_are_two_carriers() throws Exception {
        assertThat(Shown.linesBy(Parallelism::show))
                .startsWith(
                        "one carrier:  1000 goroutines wait at once, two never compute at once",
                        "two carriers: 1000 goroutines wait at once, two compute at once");
    }
}
