package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredTest {
    private static final Leak LEAK = new Leak(
            "goroutine",
            "heart.beat-1",
            "blocked",
            "",
            "app/heart.beat-1#3",
            Optional.of(new StackTraceElement("com.acme.Pool", "warmUp", "Pool.java", 7)),
            List.of());

    @ParameterizedTest
    @ValueSource(strings = {"heart.beat-1", "heart*", "*", "com.acme.Pool", "com.acme.Pool.warmUp", "com.acme.*"})
    void should_match_when_name_or_creator_fits(String pattern) {
        assertThat(new Ignored(List.of("other", pattern)).matches(LEAK)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "heart", "heartXbeat-1", "com.acme", "com.acme.Pool.warm", "Pool", "app*"})
    void should_not_match_when_neither_fits(String pattern) {
        assertThat(new Ignored(List.of(pattern)).matches(LEAK)).isFalse();
    }
}
