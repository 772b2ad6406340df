package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.util.ArrayList;
import java.util.List;

/** Time to start something that does nothing and to see it end: the best of several rounds. */
final class StartCost {
    private static final int ROUNDS = 8;
    private static final int GOROUTINES = 5_000;
    private static final int THREADS = 500;

    private StartCost() {}

    static long goroutine() throws InterruptedException {
        return best(
                GOROUTINES,
                () -> Scope.run(scope -> {
                    for (int number = 0; number < GOROUTINES; number++) {
                        scope.go(() -> {});
                    }
                }));
    }

    static long thread() throws InterruptedException {
        return best(THREADS, () -> {
            List<Thread> threads = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                threads.add(Thread.ofPlatform().start(() -> {}));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        });
    }

    @FunctionalInterface
    private interface Round {
        void run() throws InterruptedException;
    }

    private static long best(int starts, Round round) throws InterruptedException {
        long best = Long.MAX_VALUE;
        for (int number = 0; number < ROUNDS; number++) {
            long start = System.nanoTime();
            round.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / starts;
    }
}
