package dev.selvage.testkit;

import java.time.Duration;

/**
 * How virtual time goes. Immutable.
 *
 * @param seed decides the order of what is due at the same instant
 * @param autoAdvance whether the time moves by itself from the start; see {@link VirtualClock#autoAdvance}
 * @param outsideLimit real time that may pass while somebody waits for the world outside
 * @param stepLimit steps after which it counts as going on for ever, at least 1; a step lasts until its goroutine waits, or comes to
 *     an operation of Selvage's
 */
public record VirtualTimeOptions(long seed, boolean autoAdvance, Duration outsideLimit, int stepLimit) {
    private static final VirtualTimeOptions DEFAULT =
            new VirtualTimeOptions(0, true, Duration.ofSeconds(10), 10_000_000);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public VirtualTimeOptions {
        if (stepLimit < 1) {
            throw new IllegalArgumentException("The step limit must be at least 1, but is " + stepLimit);
        }
        if (outsideLimit.isNegative() || outsideLimit.isZero()) {
            throw new IllegalArgumentException(
                    "The limit for waiting outside must be positive, but is " + outsideLimit);
        }
    }

    /** {@return seed 0, moving by itself, 10 s, 10,000,000 steps} */
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
        return new VirtualTimeOptions(newSeed, autoAdvance, outsideLimit, stepLimit);
    }

    /**
     * With a clock that moves by itself or does not.
     *
     * @param automatic whether
     * @return a copy
     */
    public VirtualTimeOptions withAutoAdvance(boolean automatic) {
        return new VirtualTimeOptions(seed, automatic, outsideLimit, stepLimit);
    }

    /**
     * With another limit for waiting outside.
     *
     * @param newLimit positive
     * @return a copy
     */
    public VirtualTimeOptions withOutsideLimit(Duration newLimit) {
        return new VirtualTimeOptions(seed, autoAdvance, newLimit, stepLimit);
    }

    /**
     * With another limit of steps.
     *
     * @param newStepLimit at least 1
     * @return a copy
     */
    public VirtualTimeOptions withStepLimit(int newStepLimit) {
        return new VirtualTimeOptions(seed, autoAdvance, outsideLimit, newStepLimit);
    }
}
