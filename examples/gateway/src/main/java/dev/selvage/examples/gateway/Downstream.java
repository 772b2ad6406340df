package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.selvage.http.DeadlineHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that the gateway asks: sometimes slow, sometimes faulty, and sometimes it never answers. */
final class Downstream implements AutoCloseable {
    /** Header of the response: what the request said of the time that is left. */
    static final String TOLD = "Told-Timeout";

    /** Header of the response: how the service treated the request. */
    static final String BEHAVIOUR = "Behaviour";

    /** Header of the request: how often the same was asked before. gRPC tells it too. */
    static final String PREVIOUS_ATTEMPTS = "Previous-Attempts";

    private final String name;
    private final long seed;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Requests that hang. They cost no thread here: this is somebody else's machine. */
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();

    private final AtomicInteger askedAgain = new AtomicInteger();

    private Downstream(String name, long seed) throws IOException {
        this.name = name;
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    static Downstream started(String name, long seed) throws IOException {
        Downstream service = new Downstream(name, seed);
        service.server.start();
        return service;
    }

    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String item = exchange.getRequestURI().getPath().substring(1);
        int attempt = attempt(exchange);
        Behaviour behaviour = behaviour(item, attempt);
        if (behaviour == Behaviour.HANGING) {
            hanging.add(exchange);
            return;
        }
        SplittableRandom random = Behaviour.random(item, name, seed, attempt);
        try (exchange) {
            Thread.sleep(behaviour.millis(random));
            String told = exchange.getRequestHeaders().getFirst(DeadlineHeader.NAME);
            exchange.getResponseHeaders().set(TOLD, told == null ? "nothing" : told);
            exchange.getResponseHeaders().set(BEHAVIOUR, behaviour.name());
            int status = behaviour == Behaviour.FAULTY ? 500 : 200;
            Texts.send(exchange, status, "text/plain", Long.toString(random.nextLong(1, 10_000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private int attempt(HttpExchange exchange) {
        String before = exchange.getRequestHeaders().getFirst(PREVIOUS_ATTEMPTS);
        if (before == null) {
            return 0;
        }
        askedAgain.incrementAndGet();
        return Integer.parseInt(before);
    }

    /** Trouble that is asked for by name hits the price alone, so that one can see what becomes of the rest. */
    private Behaviour behaviour(String item, int attempt) {
        boolean drawn = item.startsWith("item");
        return drawn || name.equals("price") ? Behaviour.of(item, name, seed, attempt) : Behaviour.GOOD;
    }

    /** How many requests were not the first for the same. */
    int askedAgain() {
        return askedAgain.get();
    }

    /** Answers the requests that hang, with an error. */
    void release() {
        for (HttpExchange next = hanging.poll(); next != null; next = hanging.poll()) {
            try (HttpExchange exchange = next) {
                exchange.sendResponseHeaders(503, -1);
            } catch (IOException e) {
                // who asked has gone
            }
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
