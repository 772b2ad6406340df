package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.selvage.Goroutines;
import dev.selvage.http.HandlerOptions;
import dev.selvage.http.ScopedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What the service shows besides its checkout: a page to try it from, the goroutines, and the naive version. */
final class Site {
    private final World world;
    private final CountedThreads fired = new CountedThreads();
    private final AtomicInteger naiveRequests = new AtomicInteger();

    Site(World world) {
        this.world = world;
    }

    void addTo(ScopedServer server, HttpServer http) {
        HandlerOptions options = HandlerOptions.defaults();
        String home = home();
        server.route("/", options, (exchange, scope) -> {
            boolean found = exchange.getRequestURI().getPath().equals("/");
            Texts.send(
                    exchange, found ? 200 : 404, found ? "text/html; charset=utf-8" : "text/plain", found ? home : "");
        });
        server.route("/goroutines", options, (exchange, scope) -> goroutines(exchange));
        server.route("/alive", options, (exchange, scope) -> alive(exchange));
        server.route("/release", options, (exchange, scope) -> {
            world.release();
            exchange.sendResponseHeaders(204, -1);
        });
        server.route("/crowd", options, (exchange, scope) -> crowd(exchange, "/checkout"));
        server.route("/naive/crowd", options, (exchange, scope) -> crowd(exchange, "/naive/checkout"));
        NaiveGateway naive = world.naive(fired);
        http.createContext("/naive/checkout", exchange -> {
            naiveRequests.incrementAndGet();
            try {
                naive.handle(exchange);
            } finally {
                naiveRequests.decrementAndGet();
            }
        });
    }

    private static void goroutines(HttpExchange exchange) throws IOException {
        String text = "Goroutines.count() = " + Goroutines.count() + "\n\n" + Goroutines.dump();
        Texts.send(exchange, 200, "text/plain; charset=utf-8", text);
    }

    private static void crowd(HttpExchange exchange, String path) throws IOException, InterruptedException {
        URI checkout =
                URI.create("http://127.0.0.1:" + exchange.getLocalAddress().getPort() + path + "?item=slow-1");
        String counts = Crowd.ask(checkout).entrySet().stream()
                .map(count -> count.getValue() + " × " + count.getKey())
                .collect(Collectors.joining(", "));
        Texts.send(exchange, 200, "text/plain; charset=utf-8", counts);
    }

    private void alive(HttpExchange exchange) throws IOException {
        int naive = naiveRequests.get() + fired.alive();
        Texts.send(
                exchange,
                200,
                "application/json",
                "{\"goroutines\":" + Goroutines.count() + ",\"naive\":" + naive + "}");
    }

    private static String home() {
        try (InputStream page = Objects.requireNonNull(Site.class.getResourceAsStream("home.html"), "home.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
