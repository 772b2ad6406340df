package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** The caller does not wait for its log lines. Its scope does, and hears of the one that could not be written. */
public final class FireAndForget {
    private FireAndForget() {}

    /** Where log lines go. */
    @FunctionalInterface
    interface Sink {
        void write(String line) throws IOException, InterruptedException;
    }

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void logAsync(Scope scope, Sink sink, String line) {
        scope.go("log", () -> sink.write(line));
    }

    static void show(PrintStream out) throws InterruptedException {
        CountDownLatch diskIsSlow = new CountDownLatch(1);
        Scope.options().named("request").run(scope -> {
            Sink disk = line -> {
                diskIsSlow.await();
                out.println("written: " + line);
            };
            logAsync(scope, disk, "order 4711 accepted");
            out.println("the request is answered, nothing is written yet");
            diskIsSlow.countDown();
        });
        out.println("the scope has ended, and the line is on disk");

        Sink full = line -> {
            throw new IOException("no space left on device");
        };
        try {
            Scope.options().named("request").run(scope -> logAsync(scope, full, "order 4712 accepted"));
        } catch (ScopeFailedException e) {
            out.println("a line that is lost is not lost silently: " + e.getMessage());
        }
    }
}
