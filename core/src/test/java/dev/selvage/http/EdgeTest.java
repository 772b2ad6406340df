package dev.selvage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.selvage.Goroutines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on a loopback socket, a client, and the proof that nothing is left. */
abstract class EdgeTest {
    static final Duration LONG = Duration.ofSeconds(30);

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ScopedServer server;
    private int goroutinesBefore;

    @BeforeEach
    void bind() throws IOException {
        goroutinesBefore = Goroutines.count();
        server = ScopedServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void nothing_is_left() {
        server.close();
        client.shutdownNow();
        await().atMost(LONG).untilAsserted(() -> assertThat(Goroutines.count()).isEqualTo(goroutinesBefore));
    }

    /** Serves one route at {@code /work}. */
    void serve(HandlerOptions options, ScopedHandler.Endpoint endpoint) {
        server.route("/work", options, endpoint);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + "/work/17?secret=1");
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri()).timeout(LONG);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get() throws IOException, InterruptedException {
        return send(request());
    }

    static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static void assertProblem(HttpResponse<String> response, int status, String title) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .startsWith(
                        "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"")
                .endsWith("\",\"instance\":\"/work/17\"}\n")
                .doesNotContain("Exception", "secret", "\tat ");
    }
}
