package dev.selvage.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends an exchange: with the handler's response, with a problem in its place, or visibly broken. */
final class Answer {
    /** How long a client may go on sending a request that was answered already, before the connection is closed. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpExchange exchange;
    private final @Nullable RequestBody request;
    private final ResponseBody response;
    private final ScopedExchange shown;

    /** The headers of the response before the handler touched them: those of filters and of the server. */
    private final Map<String, List<String>> headersBefore = new HashMap<>();

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
        request = hasBody(exchange.getRequestHeaders()) ? new RequestBody(exchange.getRequestBody()) : null;
        response = new ResponseBody(exchange);
        shown = new ScopedExchange(exchange, request == null ? exchange.getRequestBody() : request, response);
        exchange.getResponseHeaders().forEach((name, values) -> headersBefore.put(name, new ArrayList<>(values)));
    }

    private static boolean hasBody(Headers headers) {
        return headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
    }

    /** The exchange to show to the handler. */
    ScopedExchange shown() {
        return shown;
    }

    /** Whether a problem can no longer take the place of the response. */
    boolean begun() {
        return response.begun();
    }

    /** Whether the response could not be sent. */
    boolean clientGone() {
        return response.clientGone();
    }

    /** Whether the handler has answered as it should, or has hung up. */
    boolean given() {
        return response.status() == -1 ? shown.closed() : response.whole();
    }

    /** Sends what the handler answered. */
    void complete() throws IOException {
        if (response.status() == -1) {
            exchange.close(); // the handler closed the exchange without a word, and so do we
            return;
        }
        shown.getResponseBody().close();
        if (response.bodiless()) {
            receiveRest(); // the server ends such an exchange together with its headers
        }
        response.send();
        end();
    }

    /** Sends a problem instead of what the handler answered. */
    void problem(Problem problem) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.clear();
        headers.putAll(headersBefore);
        problem.headers().forEach(headers::set);
        headers.set("Content-Type", "application/problem+json");
        byte[] body = problem.json(exchange.getRequestURI().getRawPath()).getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            receiveRest();
            exchange.sendResponseHeaders(problem.status(), -1);
        } else {
            exchange.sendResponseHeaders(problem.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        end();
    }

    private void end() throws IOException {
        receiveRest();
        exchange.close();
    }

    private void receiveRest() throws IOException {
        if (request != null && !request.discard(PATIENCE_NANOS)) {
            throw new IOException("The client did not send its whole request"); // the server closes the connection
        }
    }
}
