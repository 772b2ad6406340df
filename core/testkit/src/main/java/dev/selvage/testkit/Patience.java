package dev.selvage.testkit;

import dev.selvage.testkit.internal.Settling;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How long an assertion may wait, in real time, for what it asserts. Immutable. */
record Patience(Duration atMost) {
    /** Looks once. */
    static final Patience NONE = new Patience(Duration.ZERO);

    Patience {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("The time to wait must not be negative, but is " + atMost);
        }
    }

    /** Whether it holds, now or in time. */
    boolean holds(BooleanSupplier condition) {
        return Settling.until(atMost, () -> condition.getAsBoolean() ? List.<Boolean>of() : List.of(false))
                .isEmpty();
    }
}
