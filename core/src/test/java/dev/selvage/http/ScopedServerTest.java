package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.CancelledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ScopedServerTest extends EdgeTest {

    @Test
    void should_let_running_requests_finish_when_draining() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            running.countDown();
            scope.go("part", () -> finish.await()).await();
            respond(exchange, 200, "finished");
        });
        var response = client.sendAsync(request().build(), BodyHandlers.ofString());
        running.await();

        // when
        CompletableFuture<DrainReport> drained = drain(LONG);
        await().atMost(LONG)
                .untilAsserted(() -> assertThatThrownBy(() -> new RawClient(server.address()).close())
                        .isInstanceOf(ConnectException.class));
        finish.countDown();
        DrainReport report = drained.get();

        // then
        assertThat(response.get().body()).isEqualTo("finished");
        assertThat(report.finished()).isOne();
        assertThat(report.cancelled()).isZero();
        assertThat(report.clean()).isTrue();
        assertThat(Goroutines.count()).isZero();
    }

    @Test
    void should_cancel_and_answer_what_runs_when_the_grace_is_over() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            scope.go("hanging", () -> new CountDownLatch(1).await());
            running.countDown();
            new CountDownLatch(1).await();
        });
        var response = client.sendAsync(request().build(), BodyHandlers.ofString());
        running.await();

        // when
        DrainReport report = server.drain(Duration.ofMillis(50));

        // then
        assertThat(report.finished()).isZero();
        assertThat(report.cancelled()).isOne();
        assertThat(report.clean()).isFalse();
        assertThat(report.took()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(Goroutines.count()).isZero();
        assertProblem(response.get(), 503, "Service Unavailable");
        assertThat(response.get().headers().firstValue("Connection")).contains("close");
    }

    @Test
    void should_refuse_requests_of_open_connections_when_draining() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            if (exchange.getRequestURI().getPath().endsWith("slow")) {
                running.countDown();
                finish.await();
            }
            respond(exchange, 200, "ok}\n");
        });
        try (RawClient open = new RawClient(server.address());
                RawClient slow = new RawClient(server.address())) {
            open.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveUntil("}\n");
            slow.send("GET /work/slow HTTP/1.1\r\nHost: x\r\n\r\n");
            running.await();

            // when
            CompletableFuture<DrainReport> drained = drain(LONG);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThatThrownBy(() -> new RawClient(server.address()).close())
                            .isInstanceOf(ConnectException.class));
            String refused = open.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n").receiveAll();
            finish.countDown();

            // then
            assertThat(refused)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("Connection: close")
                    .endsWith("}\n");
            assertThat(slow.receiveUntil("}\n")).startsWith("HTTP/1.1 200 ");
            assertThat(drained.get().refused()).isOne();
        }
    }

    @Test
    void should_end_at_once_when_an_earlier_response_was_broken() throws Exception {
        // given
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);

        // when
        DrainReport report = server.drain(LONG);

        // then
        assertThat(report.took()).isLessThan(LONG);
        assertThat(report.cancelled()).isZero();
    }

    @Test
    void should_cancel_what_runs_when_the_drain_is_interrupted() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        serve(HandlerOptions.defaults(), (exchange, scope) -> {
            scope.context().onCancel(() -> cancelled.complete(true));
            running.countDown();
            new CountDownLatch(1).await();
        });
        var _ = client.sendAsync(request().build(), BodyHandlers.ofString());
        running.await();

        // when
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> server.drain(LONG)).isInstanceOf(InterruptedException.class);

        // then
        assertThat(cancelled.get()).isTrue();
    }

    @Test
    void should_answer_503_when_the_context_of_the_server_is_cancelled() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> response = new CompletableFuture<>();

        // when
        assertThatThrownBy(() -> Scope.run(scope -> {
                    server.close();
                    server = ScopedServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    serve(HandlerOptions.defaults(), (exchange, request) -> {
                        running.countDown();
                        new CountDownLatch(1).await();
                    });
                    var _ = client.sendAsync(request().build(), BodyHandlers.ofString())
                            .thenAccept(response::complete);
                    running.await();
                    scope.cancel("enough");
                    dev.selvage.dsl.Go.sleep(LONG);
                }))
                .isInstanceOf(CancelledException.class);

        // then
        assertProblem(response.get(), 503, "Service Unavailable");
    }

    @Test
    void should_keep_the_executor_when_the_server_has_one() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(executor);
            ScopedServer other = ScopedServer.of(http);

            other.drain(Duration.ZERO);

            assertThat(http.getExecutor()).isSameAs(executor);
            assertThat(executor.isShutdown()).isFalse();
        }
    }

    @Test
    void should_end_again_when_it_has_ended_before() throws Exception {
        serve(HandlerOptions.defaults(), (exchange, scope) -> respond(exchange, 200, "ok"));
        server.drain(LONG);

        assertThat(server.drain(LONG).finished()).isZero();
    }

    private CompletableFuture<DrainReport> drain(Duration grace) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return server.drain(grace);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
