package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fetches pages at once and gives them in the order of their addresses. */
public final class FanOut {
    private static final int PAGES = 5;

    private FanOut() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static List<String> fetchAll(HttpClient client, List<URI> addresses) throws InterruptedException {
        return Scope.options().named("fetch").call(scope -> {
            List<Goroutine<String>> pages = new ArrayList<>();
            for (URI address : addresses) {
                pages.add(scope.go(address.getPath(), () -> fetch(client, address)));
            }
            List<String> bodies = new ArrayList<>();
            for (Goroutine<String> page : pages) {
                bodies.add(page.await());
            }
            return bodies;
        });
    }

    private static String fetch(HttpClient client, URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        // Each page waits for the one after it: the last is served first, and one at a time would wait for ever.
        List<CountDownLatch> served =
                Stream.generate(() -> new CountDownLatch(1)).limit(PAGES + 1).toList();
        served.getLast().countDown();
        Queue<String> order = new ConcurrentLinkedQueue<>();
        try (Loopback server = Loopback.serving(path -> {
                    int page = Integer.parseInt(path.substring(1));
                    served.get(page + 1).await();
                    order.add(path);
                    served.get(page).countDown();
                    return "page " + page;
                });
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            List<URI> addresses = IntStream.range(0, PAGES)
                    .mapToObj(page -> server.uri("/" + page))
                    .toList();
            List<String> bodies = fetchAll(client, addresses);
            out.println("served in the order:   " + order);
            out.println("returned in the order: " + bodies);
        }
    }
}
