package dev.selvage.http;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server of the JDK whose requests run in scopes, and which ends with nothing left running.
 *
 * {@snippet :
 * try (ScopedServer server = ScopedServer.bind(new InetSocketAddress(8080))) {
 *     server.route("/checkout", HandlerOptions.defaults().withTimeout(ofMillis(300)), gateway::checkout);
 *     server.start();
 *     shutdown.await();
 *     server.drain(ofSeconds(5));
 * }
 * }
 *
 * <p>Requests are children of the context in which the server was made. Every method is safe from any thread.
 */
public final class ScopedServer implements AutoCloseable {
    private final HttpServer server;
    private final Requests requests = new Requests();

    /** Made by us because the server had none; or null. */
    private final @Nullable ExecutorService ownExecutor;

    private ScopedServer(HttpServer server) {
        this.server = server;
        Executor given = server.getExecutor();
        ownExecutor = given == null
                ? Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("http-", 1).factory())
                : null;
        if (ownExecutor != null) {
            server.setExecutor(ownExecutor);
        }
    }

    /**
     * Owns a server that has not been started. If it has no executor it gets one that makes a virtual thread for each request.
     *
     * @param server the server, with or without contexts of its own
     * @return its owner
     */
    public static ScopedServer of(HttpServer server) {
        return new ScopedServer(Objects.requireNonNull(server, "server"));
    }

    /**
     * Binds a server to an address; it does not accept before {@link #start()}.
     *
     * @param address where to listen; port 0: any that is free, see {@link #address()}
     * @return the server, without a route
     * @throws IOException if the address cannot be bound; a {@link java.net.BindException} if it is taken
     */
    public static ScopedServer bind(InetSocketAddress address) throws IOException {
        return of(HttpServer.create(Objects.requireNonNull(address, "address"), 0));
    }

    /**
     * Adds a route. The requests' scopes are named by it.
     *
     * @param path a prefix of the paths to answer, as in {@link HttpServer#createContext(String)}
     * @param options how the requests are run
     * @param endpoint what to do
     * @return the server's context, for filters and attributes
     * @throws IllegalArgumentException if the path is invalid or taken
     */
    public HttpContext route(String path, HandlerOptions options, ScopedHandler.Endpoint endpoint) {
        return server.createContext(path, new ScopedHandler(path, options, endpoint, requests));
    }

    /** Starts to accept. Does not block. */
    public void start() {
        server.start();
    }

    /**
     * Where the server listens.
     *
     * @return the address, with the port that was bound
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Ends the server: stops accepting connections, refuses further requests of open ones with 503, lets those that run finish,
     * cancels the rest after a grace, waits until all have ended and are answered, and closes the connections.
     *
     * <p>Blocks as long as a request goes on, also if it ignores its cancellation: it is never abandoned, and its scope logs
     * whom it waits for. Interruptible: then all is cancelled and the connections are closed, but what runs is not waited for.
     * Draining again waits for the same end.
     *
     * @param grace how long requests may go on; zero or negative: not at all
     * @return how it went
     * @throws InterruptedException if interrupted while waiting
     */
    public DrainReport drain(Duration grace) throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        requests.refuse();
        Thread stopper = stopAccepting();
        try {
            return requests.drain(grace);
        } finally {
            stopper.interrupt(); // now the connections
            joinKeepingInterrupt(stopper);
            if (ownExecutor != null) {
                ownExecutor.shutdown();
            }
        }
    }

    /**
     * Ends the server at once: {@link #drain} without grace. Waits uninterruptibly for the requests to end; an interrupt
     * meanwhile is kept in the thread's flag.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        while (true) {
            try {
                drain(Duration.ZERO);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * {@code stop} closes the listening socket at once and the connections when it returns, which its own count of exchanges
     * may delay for ever: it does not see the end of a broken one. So it waits on a thread that an interrupt ends.
     */
    private Thread stopAccepting() {
        return Thread.ofVirtual().name("selvage-http-stop").start(() -> server.stop(Integer.MAX_VALUE));
    }

    private static void joinKeepingInterrupt(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
