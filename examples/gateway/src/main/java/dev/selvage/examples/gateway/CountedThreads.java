package dev.selvage.examples.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A virtual thread for each task, and the number of those that live. */
final class CountedThreads implements Executor {
    private final AtomicInteger alive = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        alive.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } finally {
                alive.decrementAndGet();
            }
        });
    }

    int alive() {
        return alive.get();
    }
}
