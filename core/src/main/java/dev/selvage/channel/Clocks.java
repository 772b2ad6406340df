package dev.selvage.channel;

import dev.selvage.context.internal.Ambient;
import dev.selvage.internal.Sleep;
import java.time.Duration;
import java.time.Instant;

/** The clock of the current context: the system's, or a test's. */
public final class Clocks {
    private Clocks() {}

    /**
     * Sleeps; shown in dumps as {@code [sleep]}. Blocks; a cancellation point. Go's {@code time.Sleep}, which cannot be woken.
     *
     * @param time how long; zero or negative: only looks whether the context is cancelled
     * @throws InterruptedException if the thread is interrupted or the context cancelled
     */
    public static void sleep(Duration time) throws InterruptedException {
        Sleep.sleep(time);
    }

    /** {@return the time now} */
    public static Instant now() {
        return Ambient.currentContext().time().now();
    }
}
