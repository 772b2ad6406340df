package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedHandlerStreamsTest extends EdgeTest {
    private static final String GET = "GET /work HTTP/1.1\r\nHost: x\r\n\r\n";

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void should_break_the_connection_when_a_failure_comes_after_the_response_has_begun(long length) throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, length);
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                throw new IllegalStateException("too late for 500");
            }
        });

        // when, then
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        try (RawClient raw = new RawClient(server.address())) {
            String received = raw.send(GET).receiveAll();
            assertThat(received).startsWith("HTTP/1.1 200 ").contains("\r\n\r\n");
            assertThat(received).doesNotEndWith("0\r\n\r\n").doesNotContain("problem");
        }
    }

    @Test
    void should_break_the_connection_when_the_deadline_passes_while_a_response_is_streamed() throws Exception {
        serve(HandlerOptions.defaults().withTimeout(Duration.ofMillis(100)), (exchange, scope) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[100_000]);
            new CountDownLatch(1).await();
        });

        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void should_deliver_a_long_response_whole_when_all_goes_well() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write("0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII));
            }
        });

        assertThat(get().body()).hasSize(1_000_000).endsWith("0123456789");
    }

    @Test
    void should_send_what_is_flushed_when_the_request_goes_on() throws Exception {
        // given
        CountDownLatch seen = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            seen.await();
            exchange.getResponseBody().write("last".getBytes(StandardCharsets.US_ASCII));
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            raw.send(GET).receiveUntil("first");
            seen.countDown();

            // then
            assertThat(raw.receiveUntil("0\r\n\r\n")).contains("last");
        }
    }

    @Test
    void should_read_the_whole_request_when_it_is_long() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            int length = exchange.getRequestBody().readAllBytes().length;
            respond(exchange, 200, Integer.toString(length));
        });

        HttpResponse<String> response = send(request().POST(BodyPublishers.ofByteArray(new byte[1_000_000])));

        assertThat(response.body()).isEqualTo("1000000");
    }

    @Test
    void should_answer_504_when_the_client_is_slow_to_send_its_request() throws Exception {
        // given
        serve(HandlerOptions.defaults().withTimeout(Duration.ofMillis(50)), (exchange, scope) -> {
            exchange.getRequestBody().readAllBytes();
            respond(exchange, 200, "read");
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            String received = raw.send("POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
                    .receiveAll();

            // then
            assertThat(received).startsWith("HTTP/1.1 504 ").endsWith("}\n");
        }
    }

    @Test
    void should_answer_when_the_request_was_not_read() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "enough"));

        // when
        HttpResponse<String> first = send(request().POST(BodyPublishers.ofByteArray(new byte[5_000_000])));
        HttpResponse<String> second = get();

        // then
        assertThat(first.body()).isEqualTo("enough");
        assertThat(second.body()).isEqualTo("enough");
    }

    @Test
    void should_answer_and_close_when_the_rest_of_the_request_never_comes() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            throw new IllegalStateException("no");
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            String received = raw.send("POST /work HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .receiveAll();

            // then
            assertThat(received).startsWith("HTTP/1.1 500 ").endsWith("}\n");
        }
    }

    @Test
    void should_end_the_request_when_the_client_has_gone() throws Exception {
        // given
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            running.countDown();
            gone.await();
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[100_000]);
                }
            } catch (IOException e) {
                ends.add("noticed");
                throw e;
            }
        });

        // when
        try (RawClient raw = new RawClient(server.address())) {
            raw.send(GET);
            running.await();
        }
        gone.countDown();

        // then
        assertThat(ends.take()).isEqualTo("noticed");
    }

    @Test
    void should_refuse_wrong_use_of_the_exchange_when_an_endpoint_tries() throws Exception {
        // given
        BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            refused(refusals, () -> exchange.getResponseBody().write(1));
            exchange.sendResponseHeaders(200, 2);
            refused(refusals, () -> exchange.sendResponseHeaders(200, 2));
            refused(refusals, () -> exchange.getResponseBody().write(new byte[3]));
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.getResponseBody().close();
            refused(refusals, () -> exchange.getResponseBody().write(1));
        });

        // when
        HttpResponse<String> response = get();

        // then
        assertThat(response.body()).isEqualTo("ok");
        assertThat(refusals)
                .containsExactly(
                        "response headers not sent yet",
                        "headers already sent",
                        "too many bytes to write to stream",
                        "stream closed");
    }

    private interface Use {
        void run() throws IOException;
    }

    private static void refused(BlockingQueue<String> refusals, Use use) {
        try {
            use.run();
            refusals.add("allowed");
        } catch (IOException e) {
            refusals.add(e.getMessage());
        }
    }
}
