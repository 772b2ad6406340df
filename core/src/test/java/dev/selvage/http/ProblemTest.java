package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void should_be_json_when_texts_hold_anything() {
        Problem problem = new Problem(400, "a\"b", "c\\d\n\u0001", Map.of());

        assertThat(problem.json("/x\"y\ud83d\ude00é"))
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"a\\\"b\",\"status\":400,\"detail\":\"c\\\\d\\u000a\\u0001\","
                                + "\"instance\":\"/x\\\"y\\ud83d\\ude00é\"}\n");
    }
}
