package dev.selvage.examples.crawler;

import com.sun.net.httpserver.HttpExchange;
import dev.selvage.http.HandlerOptions;
import dev.selvage.http.ScopedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A site of generated pages on the loopback. It counts who asks for what, and how many do at a time. */
final class Site implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Duration ENDLESS = Duration.ofHours(1);

    private final Layout layout;
    private final ScopedServer server;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private Site(Layout layout) throws IOException {
        this.layout = layout;
        server = ScopedServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.route(
                "/",
                HandlerOptions.defaults().withTimeout(ENDLESS),
                (exchange, scope) -> answer(exchange, exchange.getRequestURI().getPath()));
    }

    static Site started(Layout layout) throws IOException {
        Site site = new Site(layout);
        site.server.start();
        return site;
    }

    URI address() {
        InetSocketAddress at = server.address();
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/page/0");
    }

    /** How often each path was asked for. */
    Map<String, Integer> requests() {
        return requests;
    }

    int total() {
        return total.get();
    }

    /** The most that were being answered at a time; who never gets an answer does not count. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        total.incrementAndGet();
        requests.merge(path, 1, Integer::sum);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            send(exchange, path.substring(1, path.lastIndexOf('/')), number(path));
        } finally {
            atOnce.decrementAndGet(); // before the answer leaves, at the end of the request's scope
        }
        if (path.startsWith("/hanging/")) {
            Thread.sleep(ENDLESS); // ends when the caller's patience does: the request says how long that is
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private void send(HttpExchange exchange, String kind, int number) throws IOException, InterruptedException {
        switch (kind) {
            case "page" -> {
                if (layout.isSlow(number)) {
                    Thread.sleep(SLOW);
                }
                byte[] html = layout.html(number).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, html.length);
                exchange.getResponseBody().write(html);
            }
            case "moved" -> redirect(exchange, "/page/" + layout.movedTo(number));
            case "circle" -> redirect(exchange, "/circle/" + number);
            case "broken" -> exchange.sendResponseHeaders(500, -1);
            case "hanging" -> {}
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(301, -1);
    }

    @Override
    public void close() {
        server.close();
    }
}
