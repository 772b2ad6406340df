package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpServer;
import dev.selvage.Scope;
import dev.selvage.http.HandlerOptions;
import dev.selvage.http.ScopedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * A gateway that is up, to be driven and looked at.
 *
 * @param address where to ask
 * @param alive how many threads work for it: for its requests, and started by them
 * @param end stops it
 */
record Subject(URI address, IntSupplier alive, Runnable end) implements AutoCloseable {
    private static final String PATH = "/checkout";

    static Subject scoped(World world, Duration timeout) throws IOException {
        CountedThreads requests = new CountedThreads();
        LivingGoroutines goroutines = new LivingGoroutines();
        HttpServer http = server(requests);
        ScopedServer server = ScopedServer.of(http);
        server.route(
                PATH,
                HandlerOptions.defaults()
                        .withTimeout(timeout)
                        .withScope(Scope.options().withListener(goroutines)),
                world.gateway());
        server.start();
        return new Subject(address(http), () -> requests.alive() + goroutines.alive(), server::close);
    }

    static Subject naive(World world) throws IOException {
        CountedThreads threads = new CountedThreads();
        HttpServer http = server(threads);
        http.createContext(PATH, world.naive(threads));
        http.start();
        return new Subject(address(http), threads::alive, () -> http.stop(0));
    }

    @Override
    public void close() {
        end.run();
    }

    private static HttpServer server(CountedThreads threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }
}
