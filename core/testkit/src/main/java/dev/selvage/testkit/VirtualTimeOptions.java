package dev.selvage.testkit;

import java.time.Duration;

/**
 * How virtual time goes. Immutable.
 *
 * @param seed decides the order of what is due at the same instant
 * @param autoAdvance whether the time moves by itself from the start; see {@link VirtualClock#autoAdvance}
 * @param outsideLimit real time that may pass while somebody waits for the world outside
 */
public record VirtualTimeOptions(long seed, boolean autoAdvance, Duration outsideLimit) {
    private static final VirtualTimeOptions DEFAULT = new VirtualTimeOptions(0, true, Duration.ofSeconds(10));

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public VirtualTimeOptions {
        if (outsideLimit.isNegative() || outsideLimit.isZero()) {
            throw new IllegalArgumentException(
                    "The limit for waiting outside must be positive, but is " + outsideLimit);
        }
    }

    /** {@return seed 0, moving by itself, 10 s} */
    public static VirtualTimeOptions defaults() {
        return DEFAULT;
    }

    /**
     * With another seed.
     *
     * @param newSeed any number
     * @return a copy
     */
    public VirtualTimeOptions withSeed(long newSeed) {
        return new VirtualTimeOptions(newSeed, autoAdvance, outsideLimit);
    }

    /**
     * With a clock that moves by itself or does not.
     *
     * @param automatic whether
     * @return a copy
     */
    public VirtualTimeOptions withAutoAdvance(boolean automatic) {
        return new VirtualTimeOptions(seed, automatic, outsideLimit);
    }

    /**
     * With another limit for waiting outside.
     *
     * @param newLimit positive
     * @return a copy
     */
    public VirtualTimeOptions withOutsideLimit(Duration newLimit) {
        return new VirtualTimeOptions(seed, autoAdvance, newLimit);
    }
}
