package dev.selvage.benchmarks;

import com.softwaremill.jox.structured.Par;
import dev.selvage.flow.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A function of next to no work on a thousand items, {@value #LIMIT} at a time, results in order. */
public class Fanned extends VirtualCaller {
    private static final int ITEMS = 1_000;
    private static final int LIMIT = 16;

    private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();

    private static Integer next(Integer item) {
        return item + 1;
    }

    /** {@link Parallel#map}. */
    @Benchmark
    public List<Integer> selvage() throws InterruptedException {
        return Parallel.map(items, LIMIT, Fanned::next);
    }

    /** As one writes it by hand: a fork for each item, and a semaphore before it. */
    @Benchmark
    public List<Integer> structuredTaskScope() throws InterruptedException {
        Semaphore permits = new Semaphore(LIMIT);
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
            List<Subtask<Integer>> subtasks = new ArrayList<>(items.size());
            for (Integer item : items) {
                permits.acquire();
                subtasks.add(scope.fork(() -> {
                    try {
                        return next(item);
                    } finally {
                        permits.release();
                    }
                }));
            }
            scope.join();
            return subtasks.stream().map(Subtask::get).toList();
        }
    }

    /** Jox. */
    @Benchmark
    public List<Integer> jox() throws InterruptedException {
        List<Callable<Integer>> tasks = new ArrayList<>(items.size());
        for (Integer item : items) {
            tasks.add(() -> next(item));
        }
        return Par.parLimit(LIMIT, tasks);
    }
}
