package dev.selvage.examples.gateway;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.http.ScopedClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hundred callers at once, which no browser can be: it opens six connections. */
final class Crowd {
    private static final int CALLERS = 100;

    private Crowd() {}

    /** The statuses that they got, with the number of those who got them. */
    static Map<Integer, Integer> ask(URI checkout) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            ScopedClient http = ScopedClient.of(client);
            HttpRequest request = HttpRequest.newBuilder(checkout).build();
            return Scope.options().named("crowd").call(scope -> {
                List<Goroutine<Integer>> callers = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    callers.add(scope.go("caller", () -> status(http, request)));
                }
                Map<Integer, Integer> counts = new TreeMap<>();
                for (Goroutine<Integer> caller : callers) {
                    counts.merge(caller.await(), 1, Integer::sum);
                }
                return counts;
            });
        }
    }

    private static int status(ScopedClient http, HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
