package dev.selvage.internal;

import dev.selvage.context.internal.Park;
import java.time.Duration;

/** Spans of time between the API, which speaks in durations, and the engines, which count nanoseconds. */
public final class Spans {
    private Spans() {}

    /** Nanoseconds; zero for a negative span, {@link Park#FOREVER} for one that is too long to count. */
    public static long nanos(Duration span) {
        if (span.isNegative()) {
            return 0;
        }
        return span.toSeconds() >= Park.FOREVER / 2 / 1_000_000_000L ? Park.FOREVER : span.toNanos();
    }
}
