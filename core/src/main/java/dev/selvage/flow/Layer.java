package dev.selvage.flow;

import dev.selvage.ScopeOptions;

/** One thing around the work of a {@link Call}. */
sealed interface Layer {
    /** A scope with a timeout. */
    record Limited(ScopeOptions options) implements Layer {}

    /** Again after a failure. */
    record Repeated(Retry retry) implements Layer {}

    /** Beside itself when it takes long. */
    record Hedged(Hedge hedge) implements Layer {}

    /** With permits. */
    record Guarded(Bulkhead bulkhead, int weight) implements Layer {}

    /** After a token. */
    record Paced(RateLimiter limiter) implements Layer {}
}
