package dev.selvage.testkit.internal.sched;

import org.jspecify.annotations.Nullable;

/**
 * What a run came to, if not to a good end.
 *
 * @param kind what went wrong
 * @param message in words, of several lines
 * @param cause what was thrown, or null
 */
public record Finding(Kind kind, String message, @Nullable Throwable cause) {
    /** What can go wrong. */
    public enum Kind {
        /** The body threw. */
        FAILURE,
        /** A thread died of something that nobody caught, or a failure that nobody hears of. */
        PANIC,
        /** The body waits for something that cannot come. */
        DEADLOCK,
        /** The body has ended, and something that it started waits for ever, or was never closed. */
        LEAK,
        /** It goes on and on. */
        LIVELOCK,
        /** Somebody waits for the world outside, which does not come. */
        OUTSIDE,
        /** Who asked for it does not wait for it any more. */
        ABANDONED
    }

    /** Whether another run failed in the same way. */
    public boolean isLike(@Nullable Finding other) {
        return other != null && kind == other.kind && type(cause) == type(other.cause);
    }

    private static @Nullable Class<?> type(@Nullable Throwable thrown) {
        return thrown == null ? null : thrown.getClass();
    }
}
