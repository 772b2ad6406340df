package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.after;
import static dev.selvage.dsl.Go.select;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.dsl.Go;
import java.io.PrintStream;
import java.time.Duration;

/** A result, or something else if it takes too long. In Go the slow one is left behind with nobody to receive from it. */
public final class ResultOrTimeout {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private ResultOrTimeout() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        out.println("a quick one: " + ask(Duration.ZERO, LONG));
        out.println("a slow one:  " + ask(LONG, SHORT));
        out.println("left behind: " + (Goroutines.count() - before));
    }

    static String ask(Duration takes, Duration patience) throws InterruptedException {
        Channel<String> result = Channel.rendezvous();
        return Scope.call(scope -> {
            scope.goDaemon("slow", () -> { // the scope stops it
                Go.sleep(takes);
                result.send("the answer");
            });
            return select(result.onReceive(answer -> answer), after(patience, () -> "no answer in time"));
        });
    }
}
