package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedHandlerTest extends EdgeTest {
    private static final HandlerOptions SHORT = HandlerOptions.defaults().withTimeout(Duration.ofMillis(50));

    @Test
    void should_answer_with_what_goroutines_found_when_all_goes_well() throws Exception {
        // given
        AtomicReference<String> path = new AtomicReference<>();
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            path.set(scope.path());
            Goroutine<String> left = scope.go("left", () -> "a");
            Goroutine<String> right = scope.go("right", () -> "b");
            respond(exchange, 200, left.await() + right.await());
        });

        // when
        HttpResponse<String> response = get();

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ab");
        assertThat(path).hasValue("/work");
    }

    @Test
    void should_keep_the_connection_when_one_request_fails() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            throw new IllegalStateException("internal secret");
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            String first = raw.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveUntil("}\n");
            String second = raw.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveUntil("}\n");

            // then
            assertThat(first).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
            assertThat(second).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void should_answer_500_when_the_endpoint_throws() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            exchange.getResponseHeaders().set("X-Mine", "1");
            throw new IllegalStateException("SecretException");
        });

        HttpResponse<String> response = get();

        assertProblem(response, 500, "Internal Server Error");
        assertThat(response.headers().firstValue("X-Mine")).isEmpty();
    }

    @Test
    void should_answer_500_when_the_endpoint_throws_an_error() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            throw new StackOverflowError();
        });

        assertProblem(get(), 500, "Internal Server Error");
    }

    @Test
    void should_answer_500_and_cancel_the_rest_when_a_goroutine_fails() throws Exception {
        // given
        CountDownLatch cancelled = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            scope.context().onCancel(cancelled::countDown);
            scope.go("hanging", () -> new CountDownLatch(1).await());
            scope.go("failing", () -> {
                throw new IllegalStateException("no");
            });
            new CountDownLatch(1).await();
        });

        // when
        HttpResponse<String> response = get();

        // then
        assertProblem(response, 500, "Internal Server Error");
        cancelled.await();
    }

    @Test
    void should_answer_500_when_the_endpoint_gives_no_answer() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {});

        assertProblem(get(), 500, "Internal Server Error");
    }

    @Test
    void should_answer_500_when_the_answer_is_shorter_than_it_said() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> exchange.sendResponseHeaders(200, 10));

        assertProblem(get(), 500, "Internal Server Error");
    }

    @Test
    void should_answer_500_when_a_failure_follows_an_answer_that_was_not_sent() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            scope.go("failing", () -> {
                throw new IllegalStateException("after the answer");
            });
            try (exchange) {
                respond(exchange, 200, "fine");
            }
        });

        assertProblem(get(), 500, "Internal Server Error");
    }

    @Test
    void should_answer_504_when_the_timeout_passes() throws Exception {
        serve(SHORT, (exchange, scope) -> {
            Goroutine<?> hanging = scope.go("hanging", () -> new CountDownLatch(1).await());
            hanging.await();
        });

        assertProblem(get(), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_when_the_endpoint_swallows_the_interrupt_and_answers_late() throws Exception {
        serve(SHORT, (exchange, scope) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // as if nothing had happened
            }
            respond(exchange, 200, "late");
        });

        assertProblem(get(), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_when_the_endpoint_turns_the_timeout_into_its_own_exception() throws Exception {
        serve(SHORT, (exchange, scope) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertProblem(get(), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_when_a_goroutine_fails_after_the_deadline() throws Exception {
        serve(
                SHORT,
                (exchange, scope) -> scope.go("failing", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));

        assertProblem(get(), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_when_a_narrower_deadline_inside_leaves() throws Exception {
        serve(
                HandlerOptions.defaults(),
                (exchange, scope) -> scope.go(
                        "part",
                        () -> Scope.options()
                                .withTimeout(Duration.ofMillis(20))
                                .run(inner -> new CountDownLatch(1).await())));

        assertProblem(get(), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_when_the_callers_deadline_is_smaller() throws Exception {
        serve(HandlerOptions.defaults().withTimeout(LONG), (exchange, scope) -> new CountDownLatch(1).await());

        assertProblem(send(request().header("Request-Timeout", "50ms")), 504, "Gateway Timeout");
    }

    @Test
    void should_answer_504_at_once_when_the_callers_deadline_is_zero() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> new CountDownLatch(1).await());

        assertProblem(send(request().header("Request-Timeout", "0ms")), 504, "Gateway Timeout");
    }

    @Test
    void should_keep_its_own_timeout_when_the_callers_deadline_is_later() throws Exception {
        serve(SHORT, (exchange, scope) -> new CountDownLatch(1).await());

        assertProblem(send(request().header("Request-Timeout", "99h")), 504, "Gateway Timeout");
    }

    @Test
    void should_read_the_deadline_from_another_header_when_told_to() throws Exception {
        serve(
                HandlerOptions.defaults().withDeadlineHeader("X-Budget"),
                (exchange, scope) -> new CountDownLatch(1).await());

        assertProblem(send(request().header("X-Budget", "20ms")), 504, "Gateway Timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1.5s", "-1s", "100", "ms", "1 s", "1d", "1234567890123456s", "1S"})
    void should_answer_400_when_the_deadline_header_is_malformed(String value) throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "ran"));

        assertProblem(send(request().header("Request-Timeout", value)), 400, "Bad Request");
    }

    @Test
    void should_answer_400_when_the_deadline_header_is_given_twice() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "ran"));

        HttpRequest.Builder twice = request().header("Request-Timeout", "1s").header("Request-Timeout", "2s");

        assertProblem(send(twice), 400, "Bad Request");
    }

    @Test
    void should_answer_503_with_retry_after_when_the_limit_is_reached() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        HandlerOptions one = HandlerOptions.defaults().withLimit(1).withRetryAfter(Duration.ofMillis(1_500));
        serve(one, (exchange, scope) -> {
            running.countDown();
            finish.await();
            respond(exchange, 200, "done");
        });
        var first = client.sendAsync(request().build(), HttpResponse.BodyHandlers.ofString());
        running.await();

        // when
        HttpResponse<String> refused = get();
        finish.countDown();

        // then
        assertProblem(refused, 503, "Service Unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(first.get().body()).isEqualTo("done");
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @Test
    void should_give_the_headers_alone_when_asked_with_head() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "hello"));

        // when
        HttpResponse<String> response = send(request().method("HEAD", BodyPublishers.noBody()));

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).contains("5");
    }

    @Test
    void should_give_the_headers_of_a_problem_alone_when_asked_with_head() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            throw new IllegalStateException("no");
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            String head = raw.send("HEAD /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveUntil("\r\n\r\n");
            String next = raw.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveUntil("}\n");

            // then
            assertThat(head).startsWith("HTTP/1.1 500 ").containsIgnoringCase("Content-Length: ");
            assertThat(next).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void should_answer_without_a_body_when_there_is_none() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> exchange.sendResponseHeaders(204, -1));

        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void should_hang_up_when_the_endpoint_closes_the_exchange_without_an_answer() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> exchange.close());

        try (RawClient raw = new RawClient(server.address())) {
            assertThat(raw.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveAll())
                    .isEmpty();
        }
    }
}
