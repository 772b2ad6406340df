package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.channel;
import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scope;
import static dev.selvage.dsl.Go.scoped;

import dev.selvage.channel.Channel;
import java.io.PrintStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker pool: some goroutines receive from one channel. The channel's capacity holds back who sends. */
public final class PoolOfWorkers {
    private static final int WORKERS = 3;
    private static final int JOBS = 12;

    private PoolOfWorkers() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        Channel<Integer> jobs = channel(WORKERS);
        Channel<Integer> squares = channel(WORKERS);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Set<Integer> results = scope(() -> {
            go(() -> {
                scoped(() -> {
                    for (int worker = 0; worker < WORKERS; worker++) {
                        go(() -> {
                            for (int job : jobs) {
                                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                                squares.send(job * job);
                                working.decrementAndGet();
                            }
                        });
                    }
                }); // every worker has gone home
                squares.close();
            });
            go(() -> {
                for (int job = 1; job <= JOBS; job++) {
                    jobs.send(job);
                }
                jobs.close();
            });
            Set<Integer> sorted = new TreeSet<>();
            for (int square : squares) {
                sorted.add(square);
            }
            return sorted;
        });

        out.println("results: " + results);
        out.println("never more than " + WORKERS + " at work: " + (most.get() <= WORKERS));
    }
}
