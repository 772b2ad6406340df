package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ScopedClientTest extends EdgeTest {
    private final ScopedClient http = ScopedClient.of(client);

    @Test
    void should_pass_on_less_time_at_every_hop_when_there_is_a_deadline() throws Exception {
        // given
        BlockingQueue<Duration> told = new LinkedBlockingQueue<>();
        server.route("/second", HandlerOptions.defaults(), (exchange, scope) -> {
            told.add(DeadlineHeader.parse(exchange.getRequestHeaders().getFirst(DeadlineHeader.NAME)));
            respond(exchange, 200, scope.context().remaining().orElseThrow().toString());
        });
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            told.add(DeadlineHeader.parse(exchange.getRequestHeaders().getFirst(DeadlineHeader.NAME)));
            HttpRequest next = HttpRequest.newBuilder(uri().resolve("/second")).build();
            Goroutine<String> second = scope.go(
                    "second", () -> http.send(next, BodyHandlers.ofString()).body());
            respond(exchange, 200, second.await());
        });

        // when
        Duration given = Duration.ofSeconds(20);
        String remaining = Scope.options()
                .withTimeout(given)
                .call(scope -> http.send(HttpRequest.newBuilder(uri()).build(), BodyHandlers.ofString())
                        .body());

        // then
        Duration first = told.take();
        Duration second = told.take();
        assertThat(first).isPositive().isLessThan(given);
        assertThat(second).isPositive().isLessThan(first);
        assertThat(Duration.parse(remaining)).isPositive().isLessThan(second);
    }

    @Test
    void should_pass_on_the_requests_own_header_when_it_is_smaller() throws Exception {
        serve(
                HandlerOptions.defaults(),
                (exchange, scope) -> respond(
                        exchange,
                        200,
                        exchange.getRequestHeaders().get("Budget").toString()));
        HttpRequest request = request().header("budget", "5s").build();

        String told = Scope.options()
                .withTimeout(LONG)
                .call(scope -> http.withDeadlineHeader("Budget")
                        .send(request, BodyHandlers.ofString())
                        .body());

        assertThat(told).isEqualTo("[5s]");
    }

    @Test
    void should_leave_the_request_alone_when_there_is_no_deadline() throws Exception {
        serve(
                HandlerOptions.defaults(),
                (exchange, scope) -> respond(
                        exchange,
                        200,
                        Boolean.toString(exchange.getRequestHeaders().containsKey(DeadlineHeader.NAME))));

        assertThat(http.send(request().build(), BodyHandlers.ofString()).body()).isEqualTo("false");
    }

    @Test
    void should_close_the_connection_when_the_deadline_passes() throws Exception {
        try (Silent silent = new Silent()) {
            assertThatThrownBy(() -> Scope.options()
                            .withTimeout(Duration.ofMillis(200))
                            .run(scope -> http.send(silent.request(), BodyHandlers.ofString())))
                    .isInstanceOf(DeadlineExceededException.class);

            assertThat(silent.ends.take()).isEqualTo("closed");
        }
    }

    @Test
    void should_close_the_connection_when_a_sibling_fails() throws Exception {
        try (Silent silent = new Silent()) {
            assertThatThrownBy(() -> Scope.run(scope -> {
                        scope.go("asking", () -> http.send(silent.request(), BodyHandlers.ofString()));
                        scope.go("failing", () -> {
                            silent.asked.await();
                            throw new IllegalStateException("no");
                        });
                    }))
                    .hasRootCauseMessage("no");

            assertThat(silent.ends.take()).isEqualTo("closed");
        }
    }

    @Test
    void should_throw_and_close_the_connection_when_a_context_is_cancelled_without_an_interrupt() throws Exception {
        try (Silent silent = new Silent();
                CancellableContext context = Context.background().withCancel()) {
            Thread canceller = Thread.ofVirtual().start(() -> {
                silent.awaitAsked();
                context.cancel();
            });

            assertThatThrownBy(() -> context.call(() -> http.send(silent.request(), BodyHandlers.ofString())))
                    .isInstanceOf(InterruptedException.class);

            assertThat(silent.ends.take()).isEqualTo("closed");
            canceller.join();
        }
    }

    @Test
    void should_send_nothing_when_the_context_is_cancelled_already() throws Exception {
        try (Silent silent = new Silent();
                CancellableContext context = Context.background().withCancel()) {
            context.cancel();

            assertThatThrownBy(() -> context.call(() -> http.send(silent.request(), BodyHandlers.ofString())))
                    .isInstanceOf(InterruptedException.class);

            assertThat(silent.asked.getCount()).isOne();
        }
    }

    @Test
    void should_throw_a_timeout_when_the_requests_own_is_the_smaller() throws Exception {
        try (Silent silent = new Silent()) {
            HttpRequest request = HttpRequest.newBuilder(silent.uri())
                    .timeout(Duration.ofMillis(50))
                    .build();

            assertThatThrownBy(() -> Scope.options().withTimeout(LONG).run(scope -> {
                        HttpResponse<String> never = http.send(request, BodyHandlers.ofString());
                        assertThat(never).isNull();
                    }))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void should_throw_an_io_exception_when_nobody_listens() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(nobody).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    /** A server that reads a request and never answers; it notes when the client closes the connection. */
    private static final class Silent implements AutoCloseable {
        final CountDownLatch asked = new CountDownLatch(1);
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Silent() throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = listening.accept()) {
                    while (connection.getInputStream().read() >= 0) {
                        asked.countDown();
                    }
                    ends.add("closed");
                } catch (IOException e) {
                    ends.add("closed"); // reset
                }
            });
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
        }

        HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        void awaitAsked() {
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
