package dev.selvage.examples.tour;

import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The prime sieve of Go's tutorial: a goroutine for each prime, each filters for the next. It never ends by itself. */
public final class Pipeline {
    private Pipeline() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        int before = Goroutines.count();
        out.println("primes: " + primes(10));
        out.println("left behind: " + (Goroutines.count() - before));
    }

    /** The stages are daemons: when the body has seen enough, the scope stops them where they wait. */
    static List<Integer> primes(int count) throws InterruptedException {
        return Scope.call(scope -> {
            Receiver<Integer> numbers = numbers(scope);
            List<Integer> primes = new ArrayList<>();
            while (primes.size() < count) {
                int prime = numbers.receive();
                primes.add(prime);
                numbers = without(prime, numbers, scope);
            }
            return primes;
        });
    }

    private static Receiver<Integer> numbers(Scope scope) {
        Channel<Integer> out = Channel.rendezvous();
        scope.goDaemon("numbers", () -> {
            for (int number = 2; ; number++) {
                out.send(number);
            }
        });
        return out;
    }

    private static Receiver<Integer> without(int prime, Receiver<Integer> in, Scope scope) {
        Channel<Integer> out = Channel.rendezvous();
        scope.goDaemon("without " + prime, () -> {
            while (true) {
                int number = in.receive();
                if (number % prime != 0) {
                    out.send(number);
                }
            }
        });
        return out;
    }
}
