package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.after;
import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;
import static dev.selvage.dsl.Go.select;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import java.io.PrintStream;
import java.time.Duration;

/** A result with a timeout. In Go the slow one leaks, if its channel has no buffer; here the scope ends it. */
public final class ResultsInTime {
    private ResultsInTime() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static String ask(Duration takes, Duration timeout) throws InterruptedException {
        return scope(() -> {
            Channel<String> answers = channel();
            go(() -> {
                Clocks.sleep(takes);
                answers.send("an answer");
            });
            String answer = select(answers.onReceive(text -> text), after(timeout, () -> "no answer in time"));
            Scope.current().cancel("the question is settled");
            return answer;
        });
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        out.println("quick: " + ask(ofMillis(1), ofSeconds(10)));
        out.println("slow:  " + ask(ofSeconds(10), ofMillis(50)));
        out.println("goroutines left: " + (Goroutines.count() - before));
    }
}
