package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoStatementTest {

    @Test
    void should_go_on_before_the_goroutine_and_end_after_it_when_started_with_go() throws Exception {
        assertThat(Shown.linesBy(GoStatement::show))
                .containsExactly(
                        "task2 runs on the caller's thread, task1 is still to come",
                        "task1 runs on a virtual thread of its own",
                        "the scope has ended: both are done",
                        "the same as a language: 42");
    }
}
