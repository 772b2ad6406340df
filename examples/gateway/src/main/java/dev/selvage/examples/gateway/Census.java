package dev.selvage.examples.gateway;

import java.sql.SQLException;
import java.util.function.IntSupplier;

/** Looks again and again at what is at work, and keeps the highest. Used by one thread at a time. */
final class Census {
    private final IntSupplier alive;
    private final World world;
    private int threads;
    private int queries;
    private long heap;

    Census(IntSupplier alive, World world) {
        this.alive = alive;
        this.world = world;
    }

    void take() throws SQLException {
        threads = Math.max(threads, alive.getAsInt());
        queries = Math.max(queries, world.queries());
        heap = Math.max(heap, heapInUse());
    }

    int threads() {
        return threads;
    }

    int queries() {
        return queries;
    }

    long heap() {
        return heap;
    }

    static long heapWithoutGarbage() {
        for (int i = 0; i < 3; i++) {
            System.gc(); // once more for what cleaners and soft references let go
        }
        return heapInUse();
    }

    private static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
