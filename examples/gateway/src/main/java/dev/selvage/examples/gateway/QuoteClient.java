package dev.selvage.examples.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a {@link Downstream} service for a number. Whether that has a deadline is up to the sender. */
final class QuoteClient {
    private final URI service;
    private final Sender sender;

    /** {@code ScopedClient::send} or {@code HttpClient::send}: the same signature. */
    @FunctionalInterface
    interface Sender {
        HttpResponse<String> send(HttpRequest request, HttpResponse.BodyHandler<String> body)
                throws IOException, InterruptedException;
    }

    /**
     * What a service says.
     *
     * @param value the number
     * @param timeLeft how much time it was told that there is left
     * @param slow whether it took its time on purpose
     */
    record Quote(long value, String timeLeft, boolean slow) {}

    QuoteClient(URI service, Sender sender) {
        this.service = service;
        this.sender = sender;
    }

    Quote ask(String item) throws IOException, InterruptedException {
        return ask(item, 0);
    }

    /** Asks, and says how often it has asked before. */
    Quote ask(String item, int attempt) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(item));
        if (attempt > 0) {
            request.header(Downstream.PREVIOUS_ATTEMPTS, Integer.toString(attempt));
        }
        HttpResponse<String> response = sender.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(service + " answered " + response.statusCode());
        }
        return new Quote(
                Long.parseLong(response.body()),
                response.headers().firstValue(Downstream.TOLD).orElse(""),
                response.headers()
                        .firstValue(Downstream.BEHAVIOUR)
                        .filter(Behaviour.SLOW.name()::equals)
                        .isPresent());
    }
}
