package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The prime sieve: a pipeline that grows by a goroutine for each prime, and is left early with nothing behind. */
public final class Pipelines {
    private static final int PRIMES = 10;

    private Pipelines() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    private static Receiver<Integer> numbers() {
        Channel<Integer> out = channel();
        go(() -> {
            for (int n = 2; ; n++) {
                out.send(n);
            }
        });
        return out;
    }

    private static Receiver<Integer> without(int prime, Receiver<Integer> in) {
        Channel<Integer> out = channel();
        go(() -> {
            for (int n : in) {
                if (n % prime != 0) {
                    out.send(n);
                }
            }
        });
        return out;
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        List<Integer> primes = scope(() -> {
            List<Integer> found = new ArrayList<>();
            Receiver<Integer> sieve = numbers();
            while (found.size() < PRIMES) {
                int prime = sieve.receive();
                found.add(prime);
                sieve = without(prime, sieve);
            }
            out.println("goroutines in the pipeline: " + (Goroutines.count() - before));
            Scope.current().cancel("that is enough"); // the numbers never end by themselves
            return found;
        });
        out.println("primes: " + primes);
        out.println("goroutines left: " + (Goroutines.count() - before));
    }
}
