package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time for one goroutine to give a value to another that waits for it, and so to switch: half of a ping and a pong. */
final class HandOverCost {
    private static final int WARM_UP = 5_000;
    private static final int ROUNDS = 10_000;

    private HandOverCost() {}

    static long goroutines() throws InterruptedException {
        return measure(Scope.options());
    }

    static long threads() throws InterruptedException {
        return measure(Scope.options().withThreadFactory(Thread.ofPlatform().factory()));
    }

    private static long measure(ScopeOptions options) throws InterruptedException {
        SynchronousQueue<Integer> ping = new SynchronousQueue<>();
        SynchronousQueue<Integer> pong = new SynchronousQueue<>();
        AtomicLong nanos = new AtomicLong();
        options.run(scope -> {
            scope.go("ping", () -> {
                long start = 0;
                for (int round = -WARM_UP; round < ROUNDS; round++) {
                    if (round == 0) {
                        start = System.nanoTime();
                    }
                    ping.put(round);
                    pong.take();
                }
                nanos.set(System.nanoTime() - start);
            });
            scope.go("pong", () -> {
                for (int round = -WARM_UP; round < ROUNDS; round++) {
                    pong.put(ping.take());
                }
            });
        });
        return nanos.get() / (2L * ROUNDS);
    }
}
