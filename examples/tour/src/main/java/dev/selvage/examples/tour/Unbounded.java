package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A traffic spike, without a limit, with one, and with one that turns people away. */
public final class Unbounded {
    private static final int REQUESTS = 400;
    private static final int LIMIT = 8;

    private Unbounded() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        ScopeOptions spike = Scope.options().named("spike");
        out.println(REQUESTS + " requests at once");
        out.println("no limit:     " + peak(spike, REQUESTS) + " ran at the same time");
        out.println("withLimit(" + LIMIT + "): " + peak(spike.withLimit(LIMIT), LIMIT) + " ran at the same time");
        out.println("tryGo:        " + shed(spike.withLimit(LIMIT)) + " accepted, the others got a 503");
    }

    /** How many ran at once; nobody goes on before so many have arrived, so that the peak is reached for certain. */
    private static int peak(ScopeOptions options, int expected) throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        CountDownLatch arrived = new CountDownLatch(expected);
        options.run(scope -> {
            for (int request = 0; request < REQUESTS; request++) {
                scope.go(() -> {
                    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                    arrived.countDown();
                    arrived.await();
                    running.decrementAndGet();
                });
            }
        });
        return peak.get();
    }

    private static int shed(ScopeOptions options) throws InterruptedException {
        CountDownLatch spikeIsOver = new CountDownLatch(1);
        return options.call(scope -> {
            int accepted = 0;
            for (int request = 0; request < REQUESTS; request++) {
                if (scope.tryGo(() -> {
                            spikeIsOver.await();
                            return "served";
                        })
                        .isPresent()) {
                    accepted++;
                }
            }
            spikeIsOver.countDown();
            return accepted;
        });
    }
}
