package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Receiver;
import dev.selvage.channel.Sender;
import java.io.PrintStream;

/** Some workers that share the jobs of one channel, and send their results to another. */
public final class WorkerPool {
    private static final int WORKERS = 4;
    private static final int JOBS = 100;

    private WorkerPool() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        out.println(WORKERS + " workers, " + JOBS + " jobs, sum of the squares: " + sumOfSquares(WORKERS, JOBS));
    }

    static int sumOfSquares(int workers, int count) throws InterruptedException {
        Channel<Integer> jobs = Channel.buffered(workers);
        Channel<Integer> results = Channel.buffered(workers);
        return Scope.call(scope -> {
            scope.go("jobs", () -> produce(count, jobs));
            scope.go("pool", () -> pool(workers, jobs, results));
            int sum = 0;
            for (int result : results) {
                sum += result;
            }
            return sum;
        });
    }

    private static void produce(int count, Sender<Integer> jobs) throws InterruptedException {
        try {
            for (int job = 1; job <= count; job++) {
                jobs.send(job);
            }
        } finally {
            jobs.close();
        }
    }

    /** The scope knows when the last worker is done: nobody has to count. */
    private static void pool(int workers, Receiver<Integer> jobs, Sender<Integer> results) throws InterruptedException {
        try {
            Scope.run(scope -> {
                for (int i = 0; i < workers; i++) {
                    scope.go("worker", () -> {
                        for (int job : jobs) {
                            results.send(job * job);
                        }
                    });
                }
            });
        } finally {
            results.close();
        }
    }
}
