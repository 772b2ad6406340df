package dev.selvage.examples.gateway;

import static dev.selvage.dsl.Go.sleep;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import dev.selvage.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks the questions of a load when they are due, whether earlier ones were answered or not. */
final class LoadClient implements AutoCloseable {
    /** After this a caller hangs up. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ScopeOptions SCOPE = Scope.options().named("load").withLimit(1_000);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;

    LoadClient(URI target) {
        this.target = target;
    }

    /** Returns when each question has found its end. {@code whileAsking} runs beside it again and again. */
    Tally ask(Load load, Task whileAsking) throws InterruptedException {
        Tally tally = new Tally(load.count());
        SCOPE.run(scope -> {
            scope.goDaemon("census", () -> {
                while (true) {
                    whileAsking.run();
                    sleep(Duration.ofMillis(50));
                }
            });
            long start = System.nanoTime();
            for (int i = 0; i < load.count(); i++) {
                int number = i;
                long due = start + load.due(number);
                sleep(Duration.ofNanos(due - System.nanoTime()));
                scope.go("question", () -> {
                    int status = ask(load.question(number));
                    tally.add(number, status, System.nanoTime() - due);
                });
            }
        });
        return tally;
    }

    private int ask(Question question) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(target + question.query()))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            return Tally.GAVE_UP;
        } catch (IOException e) {
            return Tally.BROKEN;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
