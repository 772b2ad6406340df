package dev.selvage.examples.crawler;

import dev.selvage.flow.SingleFlight;
import dev.selvage.flow.Timeouts;
import dev.selvage.http.ScopedClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Asks for each address once. A redirect and a link may want the same page at the same time: one of them asks, the other waits for
 * its answer. Who comes later is given what is remembered.
 */
final class Fetcher {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)[^\"]*\"");
    private static final int GATEWAY_TIMEOUT = 504;

    private final ScopedClient http;
    private final Duration patience;
    private final SingleFlight<URI, Fetched> flights = SingleFlight.named("fetch");
    private final Map<URI, Fetched> fetched = new ConcurrentHashMap<>();

    Fetcher(HttpClient http, Duration patience) {
        this.http = ScopedClient.of(http);
        this.patience = patience;
    }

    Fetched get(URI address) throws InterruptedException {
        Fetched known = fetched.get(address);
        return known != null ? known : flights.call(address, () -> first(address));
    }

    /** Looks once more: a flight may have landed after the look that led here. */
    private Fetched first(URI address) throws InterruptedException {
        Fetched known = fetched.get(address);
        if (known != null) {
            return known;
        }
        Fetched got = ask(address);
        fetched.put(address, got);
        return got;
    }

    private Fetched ask(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        try {
            return Timeouts.<Fetched, IOException>orElse(
                    patience, () -> read(http.send(request, BodyHandlers.ofString())), new Fetched.TooSlow());
        } catch (IOException e) {
            return new Fetched.Broken(e.toString());
        }
    }

    private static Fetched read(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == GATEWAY_TIMEOUT) { // it was told how long we wait
            return new Fetched.TooSlow();
        }
        return switch (status / 100) {
            case 2 -> new Fetched.Page(links(answer));
            case 3 ->
                answer.headers()
                        .firstValue("Location")
                        .<Fetched>map(to -> new Fetched.Moved(answer.uri().resolve(to)))
                        .orElseGet(() -> new Fetched.Broken("redirects to nowhere"));
            case 4 -> new Fetched.Dead(status);
            default -> new Fetched.Broken("answered " + status);
        };
    }

    private static List<URI> links(HttpResponse<String> answer) {
        return LINK.matcher(answer.body())
                .results()
                .map(link -> answer.uri().resolve(link.group(1)))
                .distinct()
                .toList();
    }
}
