package dev.selvage.examples.tour;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that only looking can tell, such as the state of a goroutine. */
final class Until {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private Until() {}

    static void holds(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("Waited half a minute in vain");
            }
            Thread.sleep(1);
        }
    }
}
