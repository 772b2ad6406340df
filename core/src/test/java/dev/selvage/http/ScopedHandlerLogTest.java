package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Logged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScopedHandlerLogTest extends EdgeTest {
    @RegisterExtension
    private final Logged logged = new Logged();

    @Test
    void should_log_a_failure_once_and_with_its_path_when_a_goroutine_fails() throws Exception {
        // given
        serve(
                HandlerOptions.defaults(),
                (exchange, scope) -> scope.go("part", () -> {
                    throw new IllegalStateException("the reason");
                }));

        // when
        assertThat(get().statusCode()).isEqualTo(500);

        // then
        String log = logged.text();
        assertThat(log)
                .contains("GET /work/17")
                .contains("goroutine /work/part#")
                .contains("Caused by: ");
        assertThat(log)
                .containsOnlyOnce("ERROR")
                .containsOnlyOnce("Caused by: ")
                .doesNotContain("secret");
    }

    @Test
    void should_log_nothing_when_all_goes_well() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "ok"));

        assertThat(get().statusCode()).isEqualTo(200);

        assertThat(logged.text()).isEmpty();
    }
}
