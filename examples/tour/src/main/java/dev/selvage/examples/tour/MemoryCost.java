package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Memory that something takes while it waits: goroutines on the heap, platform threads in the process. */
final class MemoryCost {
    private static final int GOROUTINES = 20_000;
    private static final int THREADS = 300;
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryCost() {}

    /** The least of several rounds: the first are bigger, because interpreted frames are. */
    static long goroutine() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            least = Math.min(least, parked());
        }
        return least;
    }

    private static long parked() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(GOROUTINES);
        CountDownLatch leave = new CountDownLatch(1);
        long before = heap();
        return Scope.call(scope -> {
            for (int number = 0; number < GOROUTINES; number++) {
                scope.go(() -> {
                    arrived.countDown();
                    leave.await();
                });
            }
            arrived.await();
            long bytes = (heap() - before) / GOROUTINES;
            leave.countDown();
            return bytes;
        });
    }

    /** What the system had to back with memory; what it only reserves, a megabyte of stack each, comes on top. */
    static OptionalLong thread() throws InterruptedException, IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        CountDownLatch arrived = new CountDownLatch(THREADS);
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        long before = resident();
        for (int number = 0; number < THREADS; number++) {
            threads.add(Thread.ofPlatform().start(() -> {
                arrived.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        arrived.await();
        long bytes = (resident() - before) / THREADS;
        leave.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return OptionalLong.of(bytes);
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
