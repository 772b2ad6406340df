package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static Leak madeBy(String type, String method) {
        return new Leak(
                "ticker", "", "", "", "", Optional.of(new StackTraceElement(type, method, "Pool.java", 8)), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Pool, com.acme.Pool, lambda$warmUp$3",
        "com.acme.Pool.warmUp, com.acme.Pool, lambda$warmUp$3",
        "com.acme.Pool.lambda*, com.acme.Pool, lambda$warmUp$3",
        "com.acme.Pool, com.acme.Pool$Worker, run",
        "com.acme.Pool, com.acme.Pool$Worker$1, run",
        "com.acme.Pool$Worker, com.acme.Pool$Worker$1, run",
        "com.acme.Pool$Worker.run, com.acme.Pool$Worker, lambda$run$0",
    })
    void should_match_when_the_creator_is_inside_of_what_is_named(String pattern, String type, String method) {
        assertThat(new Ignored(List.of(pattern)).matches(madeBy(type, method))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Pool.warm, com.acme.Pool, lambda$warmUp$3",
        "com.acme.Pool.run, com.acme.Pool$Worker, run",
        "com.acme.Pool$Worker, com.acme.Pool, run",
        "com.acme.Pool, com.acme.Pools$Worker, run",
    })
    void should_not_match_when_the_creator_is_outside_of_what_is_named(String pattern, String type, String method) {
        assertThat(new Ignored(List.of(pattern)).matches(madeBy(type, method))).isFalse();
    }
}
