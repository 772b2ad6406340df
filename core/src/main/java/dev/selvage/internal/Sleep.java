package dev.selvage.internal;

import dev.selvage.context.internal.Park;
import java.time.Duration;
import java.util.Objects;

/** Sleeping in the time of the current context. */
public final class Sleep {
    private static final Object WHY = new Object() {
        @Override
        public String toString() {
            return "sleep";
        }
    };

    private Sleep() {}

    /** Sleeps; see {@link dev.selvage.dsl.Go#sleep}. */
    public static void sleep(Duration time) throws InterruptedException {
        Park.until(() -> false, WHY, Spans.nanos(Objects.requireNonNull(time, "time")));
    }
}
