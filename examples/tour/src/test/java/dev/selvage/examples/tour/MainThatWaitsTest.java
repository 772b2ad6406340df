package dev.selvage.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainThatWaitsTest {

    @Test
    void should_finish_the_work_only_when_a_scope_waits_for_it() throws Exception {
        String[] parts = Shown.by(MainThatWaits::show).split("a scope, ", -1);

        assertThat(parts[0]).contains("main ends").doesNotContain("work is done");
        assertThat(parts[1].lines().map(String::strip)).endsWith("work begins", "work is done", "main ends");
    }
}
