package dev.selvage.http;

import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * Sends requests for the code that runs in the {@linkplain Context#current() current context}: the time that is left goes with
 * the request in a {@linkplain DeadlineHeader header}, and cancellation aborts the exchange.
 *
 * {@snippet :
 * private final ScopedClient http = ScopedClient.of(HttpClient.newHttpClient());
 *
 * int price(String item) throws IOException, InterruptedException {
 *     HttpRequest request = HttpRequest.newBuilder(prices.resolve("/price/" + item)).build();
 *     return Integer.parseInt(http.send(request, BodyHandlers.ofString()).body());
 * }
 * }
 *
 * <p>Immutable; safe for any thread. The idea is gRPC's propagation of deadlines.
 *
 * @param client sends the requests; stays the caller's to close
 * @param deadlineHeader the name of the header in which the time that is left is passed on
 */
public record ScopedClient(HttpClient client, String deadlineHeader) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code deadlineHeader} cannot be the name of a header
     * @throws NullPointerException if an argument is null; it says which
     */
    public ScopedClient {
        Objects.requireNonNull(client, "client");
        DeadlineHeader.requireName(Objects.requireNonNull(deadlineHeader, "deadlineHeader"));
    }

    /**
     * Sends with a client, and the header {@value DeadlineHeader#NAME}.
     *
     * @param client sends the requests
     * @return a sender
     */
    public static ScopedClient of(HttpClient client) {
        return new ScopedClient(client, DeadlineHeader.NAME);
    }

    /**
     * The same with another header.
     *
     * @param name the name of the header
     * @return a changed copy
     */
    public ScopedClient withDeadlineHeader(String name) {
        return new ScopedClient(client, name);
    }

    /**
     * Sends a request and waits for its response, as {@link HttpClient#send} does. Blocks; ends with {@link
     * InterruptedException} when the current context is cancelled, also if the thread is not interrupted: then the exchange is
     * aborted, by closing its connection (HTTP/1.1) or resetting its stream (HTTP/2). If the context has a deadline, it is
     * passed on, unless the request has a smaller one in the same header, and the request's own timeout is shortened to it.
     *
     * <p>A body that is read after the return, as with {@code BodyHandlers.ofInputStream()}, is no longer aborted by the
     * context, only by an interrupt of the thread that reads it.
     *
     * @param <T> the type of the response's body
     * @param request what to send
     * @param bodyHandler how to read the response
     * @return the response
     * @throws IOException if the exchange fails; an {@link HttpTimeoutException} if the request's own timeout passed
     * @throws InterruptedException if the thread was interrupted or the context was cancelled, also before: then nothing is
     *     sent
     */
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> bodyHandler)
            throws IOException, InterruptedException {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(bodyHandler, "bodyHandler");
        Context context = Context.current();
        if (Thread.interrupted() || context.isCancelled()) {
            throw new InterruptedException("cancelled before the request was sent");
        }
        Timed timed = Timed.of(request, context, deadlineHeader);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(timed.request(), bodyHandler);
        try (Registration _ = context.onCancel(() -> {
            cancelled.countDown();
            exchange.cancel(true);
        })) {
            return exchange.get();
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (timed.byContext() && e.getCause() instanceof HttpTimeoutException) {
                cancelled.await(); // the context's deadline is due: it, not the client's clock, says how this ends
            }
            if (cancelled.getCount() == 0) {
                throw interrupted(e);
            }
            throw rethrown(e);
        } catch (CancellationException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interrupted = new InterruptedException("cancelled while waiting for a response");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** The failure, with the caller's stack: the type that {@link HttpClient#send} would throw. */
    private static IOException rethrown(ExecutionException e) {
        Throwable cause = e.getCause();
        return switch (cause) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case IOException io -> io;
            case null, default -> new IOException(cause);
        };
    }

    /**
     * A request under a deadline.
     *
     * @param request with its header and its timeout
     * @param byContext whether the timeout is the context's deadline
     */
    private record Timed(HttpRequest request, boolean byContext) {

        static Timed of(HttpRequest request, Context context, String header) {
            Duration remaining = context.remaining().orElse(null);
            if (remaining == null) {
                return new Timed(request, false);
            }
            boolean shorter =
                    request.timeout().map(own -> remaining.compareTo(own) < 0).orElse(true);
            HttpRequest.Builder timed =
                    HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(header));
            if (shorter) {
                timed.timeout(remaining.isZero() ? Duration.ofNanos(1) : remaining);
            }
            return new Timed(
                    timed.header(header, smaller(request, header, remaining)).build(), shorter);
        }

        private static String smaller(HttpRequest request, String header, Duration remaining) {
            return request.headers()
                    .firstValue(header)
                    .filter(own -> DeadlineHeader.parse(own).compareTo(remaining) < 0)
                    .orElseGet(() -> DeadlineHeader.format(remaining));
        }
    }
}
