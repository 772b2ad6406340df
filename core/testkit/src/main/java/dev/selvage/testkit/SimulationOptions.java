package dev.selvage.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * How a simulation explores schedules. Immutable.
 *
 * @param schedules how many schedules to try, at least 1
 * @param policy how each is chosen
 * @param depth for {@link Policy#PCT}: how many ordering constraints a bug may need, from 1 to 1,000
 * @param seed what all choices depend on: the same seed gives the same schedules
 * @param stepLimit steps after which a run counts as a livelock, at least 1
 * @param outsideLimit real time that a run may wait for the world outside, and one step may take
 */
public record SimulationOptions(
        int schedules, Policy policy, int depth, long seed, int stepLimit, Duration outsideLimit) {
    private static final int DEEPEST = 1_000;

    private static final SimulationOptions DEFAULT =
            new SimulationOptions(1_000, Policy.MIXED, 3, 1, 20_000, Duration.ofSeconds(5));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is less than 1, or the depth more than 1,000
     */
    public SimulationOptions {
        Objects.requireNonNull(policy, "policy");
        if (schedules < 1 || depth < 1 || stepLimit < 1) {
            throw new IllegalArgumentException("Schedules, depth and step limit must be at least 1, but are "
                    + schedules + ", " + depth + " and " + stepLimit);
        }
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "The depth must be at most " + DEEPEST + ", but is " + depth + ": few bugs need more than three");
        }
        if (outsideLimit.isNegative() || outsideLimit.isZero()) {
            throw new IllegalArgumentException(
                    "The limit for waiting outside must be positive, but is " + outsideLimit);
        }
    }

    /** {@return 1,000 schedules, mixed, of depth 3, from seed 1; 20,000 steps; 5 s} */
    public static SimulationOptions defaults() {
        return DEFAULT;
    }

    /**
     * With another number of schedules.
     *
     * @param newSchedules how many, at least 1
     * @return a copy
     */
    public SimulationOptions withSchedules(int newSchedules) {
        return new SimulationOptions(newSchedules, policy, depth, seed, stepLimit, outsideLimit);
    }

    /**
     * With another policy.
     *
     * @param newPolicy which
     * @return a copy
     */
    public SimulationOptions withPolicy(Policy newPolicy) {
        return new SimulationOptions(schedules, newPolicy, depth, seed, stepLimit, outsideLimit);
    }

    /**
     * With another depth for {@link Policy#PCT}.
     *
     * @param newDepth at least 1
     * @return a copy
     */
    public SimulationOptions withDepth(int newDepth) {
        return new SimulationOptions(schedules, policy, newDepth, seed, stepLimit, outsideLimit);
    }

    /**
     * With another seed.
     *
     * @param newSeed any number
     * @return a copy
     */
    public SimulationOptions withSeed(long newSeed) {
        return new SimulationOptions(schedules, policy, depth, newSeed, stepLimit, outsideLimit);
    }

    /**
     * With another limit of steps.
     *
     * @param newStepLimit at least 1
     * @return a copy
     */
    public SimulationOptions withStepLimit(int newStepLimit) {
        return new SimulationOptions(schedules, policy, depth, seed, newStepLimit, outsideLimit);
    }

    /**
     * With another limit for waiting outside.
     *
     * @param newLimit positive
     * @return a copy
     */
    public SimulationOptions withOutsideLimit(Duration newLimit) {
        return new SimulationOptions(schedules, policy, depth, seed, stepLimit, newLimit);
    }
}
