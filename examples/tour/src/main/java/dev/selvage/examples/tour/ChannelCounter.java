package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;
import static dev.selvage.dsl.Go.scoped;

import dev.selvage.channel.Channel;
import java.io.PrintStream;

/** A counter without a lock: one goroutine owns it, the others send to it. */
public final class ChannelCounter {
    private static final int GOROUTINES = 100;
    private static final int EACH = 1_000;

    private ChannelCounter() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        Channel<Integer> increments = channel(64);
        long total = scope(() -> {
            var owner = go(() -> {
                long count = 0; // a local variable: nobody else can touch it
                for (int increment : increments) {
                    count += increment;
                }
                return count;
            });
            scoped(() -> {
                for (int i = 0; i < GOROUTINES; i++) {
                    go(() -> {
                        for (int j = 0; j < EACH; j++) {
                            increments.send(1);
                        }
                    });
                }
            }); // all have sent
            increments.close();
            return owner.await();
        });
        out.println(GOROUTINES + " goroutines, " + EACH + " increments each: the counter says " + total);
    }
}
