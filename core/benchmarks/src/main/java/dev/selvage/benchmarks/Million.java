package dev.selvage.benchmarks;

import dev.selvage.Scope;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Very many in one scope: started, parked, cancelled and joined. A program for a JVM of its own with a small heap. */
final class Million {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Million() {}

    /**
     * Measures and prints the seconds and the highest use of heap seen.
     *
     * @param args a {@link Kind}, how many
     */
    public static void main(String... args) throws InterruptedException {
        Kind kind = Kind.valueOf(args[0]);
        int count = Integer.parseInt(args[1]);
        AtomicLong peak = new AtomicLong();
        Thread.ofPlatform().daemon().start(() -> watchHeap(peak));
        Thread.ofVirtual().start(() -> measure(kind, count, peak)).join();
    }

    private static void measure(Kind kind, int count, AtomicLong peak) {
        CountDownLatch arrived = new CountDownLatch(count);
        CountDownLatch left = new CountDownLatch(count);
        Callable<Integer> task = () -> {
            arrived.countDown();
            try {
                while (!Thread.interrupted()) {
                    LockSupport.park();
                }
                throw new InterruptedException();
            } finally {
                left.countDown();
            }
        };
        long start = System.nanoTime();
        try {
            switch (kind) {
                case SELVAGE -> selvage(count, task, arrived);
                case STRUCTURED_TASK_SCOPE -> structuredTaskScope(count, task, arrived);
                default -> throw new IllegalArgumentException(kind.name());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long nanos = System.nanoTime() - start;
        if (left.getCount() != 0) {
            throw new IllegalStateException(left.getCount() + " were left over");
        }
        ChildSubject.report(nanos, peak.get());
    }

    private static void selvage(int count, Callable<Integer> task, CountDownLatch arrived) throws InterruptedException {
        Scope.run(scope -> {
            for (int i = 0; i < count; i++) {
                scope.go(task);
            }
            arrived.await();
            scope.cancel("seen enough");
        });
    }

    private static void structuredTaskScope(int count, Callable<Integer> task, CountDownLatch arrived)
            throws InterruptedException {
        try (var scope = StructuredTaskScope.open(new FirstToComplete())) {
            for (int i = 0; i < count; i++) {
                scope.fork(task);
            }
            arrived.await();
            scope.fork(() -> 1);
            scope.join();
        }
    }

    /** The first that completes cancels the rest. */
    private record FirstToComplete() implements Joiner<Integer, Integer> {
        @Override
        public boolean onComplete(Subtask<? extends Integer> subtask) {
            return true;
        }

        @Override
        public Integer result() {
            return 1;
        }
    }

    private static void watchHeap(AtomicLong peak) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        try {
            while (true) {
                peak.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
