package dev.selvage.benchmarks;

import dev.selvage.benchmarks.Kind.Job;
import dev.selvage.dsl.Go;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Heap for each of many that are parked, all included. A program for a JVM of its own, which it ends with the rest in it. */
final class Parked {
    /** How they wait. */
    enum Waiting {
        PARK,
        SLEEP
    }

    private static final int WARMUP = 100_000; // interpreted frames are larger on the heap than compiled ones
    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(1);

    private Parked() {}

    /**
     * Measures and prints.
     *
     * @param args a {@link Kind}, a {@link Waiting}, how many
     */
    public static void main(String... args) throws InterruptedException {
        Kind kind = Kind.valueOf(args[0]);
        Waiting waiting = Waiting.valueOf(args[1]);
        int count = Integer.parseInt(args[2]);
        Thread.ofVirtual().start(() -> measure(kind, waiting, count)).join();
        throw new IllegalStateException("ended without a figure");
    }

    private static void measure(Kind kind, Waiting waiting, int count) {
        try {
            warmUp(kind, waiting);
            long before = usedWhenSettled();
            CountDownLatch arrived = new CountDownLatch(count);
            CountDownLatch never = new CountDownLatch(1);
            Job job = waiting == Waiting.PARK ? park(arrived::countDown, never) : sleep(kind, FOREVER, arrived);
            kind.start(count, job, () -> {
                arrived.await();
                long used = usedWhenSettled() - before;
                ChildSubject.report((double) used / count, Double.NaN);
                Runtime.getRuntime().halt(0); // nobody wakes them
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, but they are woken and end. */
    private static void warmUp(Kind kind, Waiting waiting) throws InterruptedException {
        Queue<Thread> parked = new ConcurrentLinkedQueue<>();
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(WARMUP);
        CountDownLatch ended = new CountDownLatch(WARMUP);
        Runnable arrive = () -> {
            parked.add(Thread.currentThread());
            arrived.countDown();
        };
        Job job = waiting == Waiting.PARK ? park(arrive, open) : sleep(kind, Duration.ofMillis(1), arrived);
        Job counted = () -> {
            job.work();
            ended.countDown();
        };
        kind.start(WARMUP, counted, () -> {
            arrived.await();
            open.countDown();
            parked.forEach(LockSupport::unpark);
            ended.await();
        });
    }

    private static Job park(Runnable arrive, CountDownLatch until) {
        return () -> {
            arrive.run();
            while (until.getCount() != 0) {
                LockSupport.park();
            }
        };
    }

    private static Job sleep(Kind kind, Duration length, CountDownLatch arrived) {
        return () -> {
            arrived.countDown();
            if (kind == Kind.SELVAGE) {
                Go.sleep(length);
            } else {
                Thread.sleep(length);
            }
        };
    }

    /** Collects until a collection finds no more: the last ones may still be on their way to park. */
    private static long usedWhenSettled() throws InterruptedException {
        long used = Long.MAX_VALUE;
        while (true) {
            Thread.sleep(SETTLING);
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (Math.abs(used - now) <= now / 1_000) {
                return now;
            }
            used = now;
        }
    }
}
