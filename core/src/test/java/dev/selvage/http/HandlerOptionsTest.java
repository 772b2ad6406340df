package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandlerOptionsTest {
    private static final HandlerOptions DEFAULTS = HandlerOptions.defaults();

    @Test
    void should_change_a_copy_when_told_otherwise() {
        HandlerOptions changed = DEFAULTS.withTimeout(Duration.ofMillis(1))
                .withDeadlineHeader("X-Budget")
                .withLimit(2)
                .withRetryAfter(Duration.ofSeconds(3))
                .withScope(Scope.options().isolated());

        assertThat(changed.timeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(changed.deadlineHeader()).isEqualTo("X-Budget");
        assertThat(changed.limit()).isEqualTo(2);
        assertThat(changed.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(DEFAULTS.deadlineHeader()).isEqualTo("Request-Timeout");
        assertThat(DEFAULTS.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void should_refuse_when_an_option_makes_no_sense() {
        assertThatThrownBy(() -> DEFAULTS.withTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withLimit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withRetryAfter(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withDeadlineHeader("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withTimeout(null)).hasMessage("timeout");
        assertThatThrownBy(() -> DEFAULTS.withScope(null)).hasMessage("scope");
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> ScopedClient.of(client).withDeadlineHeader(""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
