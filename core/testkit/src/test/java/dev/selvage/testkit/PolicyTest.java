package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void should_be_named_in_replay_tokens_by_a_letter_of_its_own() {
        assertThat(Policy.values())
                .extracting(policy -> policy.name().charAt(0))
                .doesNotHaveDuplicates();
    }
}
