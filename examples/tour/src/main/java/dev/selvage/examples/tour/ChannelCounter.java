package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import java.io.PrintStream;
import java.util.Locale;

/** A counter that one goroutine owns, and that others send to. */
public final class ChannelCounter {
    private static final int GOROUTINES = 100;
    private static final int EACH = 1_000;

    private ChannelCounter() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        out.printf(Locale.ROOT, "counted %,d of %,d%n", count(), GOROUTINES * EACH);
    }

    static int count() throws InterruptedException {
        Channel<Integer> increments = Channel.buffered(16);
        return Scope.call(scope -> {
            Goroutine<Integer> owner = scope.go("owner", () -> {
                int count = 0; // a local variable: nobody else can touch it
                for (int increment : increments) {
                    count += increment;
                }
                return count;
            });
            Scope.run(senders -> {
                for (int i = 0; i < GOROUTINES; i++) {
                    senders.go("sender", () -> {
                        for (int j = 0; j < EACH; j++) {
                            increments.send(1);
                        }
                    });
                }
            });
            increments.close(); // all have sent: the loop of the owner ends
            return owner.await();
        });
    }
}
