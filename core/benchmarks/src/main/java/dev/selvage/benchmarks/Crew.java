package dev.selvage.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Virtual threads that work together, started one by one and waited for. */
final class Crew {
    private final List<Thread> threads = new ArrayList<>();

    /** What each does. */
    @FunctionalInterface
    interface Job {
        void run() throws InterruptedException;
    }

    void start(Job job) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                job.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
