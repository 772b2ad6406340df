package dev.selvage.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.selvage.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each request in a scope of its own, which is named by the route and ends before the response does.
 *
 * {@snippet :
 * HttpHandler checkout = ScopedHandler.of("/checkout", HandlerOptions.defaults(), (exchange, scope) -> {
 *     Goroutine<Integer> price = scope.go("price", () -> prices.of(item(exchange)));
 *     Goroutine<Integer> stock = scope.go("stock", () -> stocks.of(item(exchange)));
 *     byte[] body = page(price.await(), stock.await());
 *     exchange.sendResponseHeaders(200, body.length);
 *     exchange.getResponseBody().write(body);
 * });
 * }
 *
 * <p><b>Time.</b> A request has the smaller of {@link HandlerOptions#timeout()} and what its caller says in the {@linkplain
 * DeadlineHeader deadline header}.
 *
 * <p><b>Every request is answered.</b> If the endpoint does not, the caller gets a problem of RFC 9457 as
 * {@code application/problem+json} that tells nothing of the inside:
 *
 * <ul>
 *   <li>500 for a failure, of the endpoint or of a goroutine, and if there was no answer. It is logged once, with the path.
 *   <li>504 if the deadline ended the scope, whatever came of that; also if a narrower deadline inside left the endpoint
 *       or failed a goroutine. An answer that the endpoint gives after its deadline is too late: 504 takes its place.
 *   <li>503 with {@code Retry-After} if the {@linkplain HandlerOptions#limit() limit} is reached; nothing is queued.
 *   <li>503 with {@code Connection: close} if the server shuts down.
 *   <li>400 if the deadline header is malformed.
 * </ul>
 *
 * <p>The response is held back until it is flushed, or grows over 16 KiB, or the scope has ended well. If a failure comes after
 * something was sent, the connection is closed, so that no client takes half a response for a whole one.
 *
 * <p>The server does not notice that a client has gone before it writes; what such a request does ends with its deadline.
 *
 * <p>Immutable; safe for any thread. Best on a server whose executor makes a virtual thread for each task, as {@link
 * ScopedServer} sets up.
 */
public final class ScopedHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ScopedHandler.class);

    /** What a route does with a request. */
    @FunctionalInterface
    public interface Endpoint {
        /**
         * Answers a request. Runs on the server's thread, which the scope interrupts when the request is cancelled. The
         * exchange need not be closed.
         *
         * @param exchange the request and its response; to be used by one thread at a time, and not after the return
         * @param scope the scope of the request; ends with it
         * @throws Exception what goes wrong: see the class for what the caller gets
         */
        void handle(HttpExchange exchange, Scope scope) throws Exception;
    }

    private final String route;
    private final HandlerOptions options;
    private final Endpoint endpoint;
    private final Requests requests;
    private final Semaphore slots;

    ScopedHandler(String route, HandlerOptions options, Endpoint endpoint, Requests requests) {
        this.route = Objects.requireNonNull(route, "route");
        this.options = Objects.requireNonNull(options, "options");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.requests = requests;
        this.slots = new Semaphore(options.limit());
    }

    /**
     * Makes a handler for a server of one's own. Its requests are children of the context that this is called in.
     *
     * @param route the name of the scopes
     * @param options how the requests are run
     * @param endpoint what to do
     * @return a handler to be registered with a server
     */
    public static ScopedHandler of(String route, HandlerOptions options, Endpoint endpoint) {
        return new ScopedHandler(route, options, endpoint, new Requests());
    }

    /**
     * Refuses further requests, lets those that run finish, cancels the rest after a grace, and waits until all have ended.
     * Blocks; interruptible: then what runs is cancelled, but not waited for. From any thread. Prefer {@link
     * ScopedServer#drain}, which also stops accepting connections.
     *
     * @param grace how long requests may go on; zero or negative: not at all
     * @return how it went
     * @throws InterruptedException if interrupted while waiting
     */
    public DrainReport drain(Duration grace) throws InterruptedException {
        return requests.drain(Objects.requireNonNull(grace, "grace"));
    }

    /**
     * Answers a request, on the calling thread.
     *
     * @throws IOException if the client cannot be told how its request ended; the server then closes the connection
     */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer answer = new Answer(Objects.requireNonNull(exchange, "exchange"));
        if (!requests.enter()) {
            answer.problem(Problem.DRAINING);
            return;
        }
        try {
            Ending ending = run(exchange, answer);
            boolean interrupted = Thread.interrupted(); // or the answer would close its own connection
            try {
                ending.tell(answer);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        } finally {
            requests.leave();
        }
    }

    private Ending run(HttpExchange exchange, Answer answer) {
        Duration timeout;
        try {
            timeout = timeout(exchange);
        } catch (IllegalArgumentException e) {
            return Ending.refused(Problem.malformed(options.deadlineHeader()));
        }
        if (!slots.tryAcquire()) {
            return Ending.refused(
                    Problem.full(options.retryAfter().plusNanos(999_999_999).toSeconds()));
        }
        try {
            return runInScope(exchange, answer, timeout);
        } finally {
            slots.release();
        }
    }

    private Ending runInScope(HttpExchange exchange, Answer answer, Duration timeout) {
        AtomicReference<@Nullable Scope> opened = new AtomicReference<>();
        try {
            options.scope()
                    .named(route)
                    .withContext(requests.context())
                    .withTimeout(timeout)
                    .run(scope -> {
                        opened.set(scope);
                        endpoint.handle(answer.shown(), scope);
                    });
            return answer.given() ? Ending.WELL : Ending.unanswered(route, exchange, LOG);
        } catch (Throwable failure) { // an Error, too, must not leave the client waiting
            return Ending.of(failure, opened.get(), requests).logged(LOG, route, exchange, answer);
        }
    }

    private Duration timeout(HttpExchange exchange) {
        List<String> said = exchange.getRequestHeaders().get(options.deadlineHeader());
        if (said == null) {
            return options.timeout();
        }
        if (said.size() != 1) {
            throw new IllegalArgumentException("More than one deadline");
        }
        Duration callers = DeadlineHeader.parse(said.getFirst());
        return callers.compareTo(options.timeout()) < 0 ? callers : options.timeout();
    }
}
