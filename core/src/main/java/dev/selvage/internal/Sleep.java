package dev.selvage.internal;

import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
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
        long nanos = Spans.nanos(Objects.requireNonNull(time, "time"));
        SchedulePoint.reach("sleep", null);
        Park.until(() -> false, WHY, nanos);
    }
}
