package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.Policy;
import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.SimulationOptions;
import dev.selvage.testkit.internal.explore.Explorer.Bodies;
import dev.selvage.testkit.internal.fault.Faults;
import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Limits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The exploration of one test.
 *
 * @param test the test's name
 * @param options how
 * @param bodies what
 */
public record Exploration(String test, SimulationOptions options, Bodies bodies) {
    /** For who holds a lock that the body shares with threads outside. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /**
     * Explores, or repeats what the system property says.
     *
     * @throws SimulationFailedError at the first schedule that fails
     */
    public void run() {
        Token token = Requested.of(test);
        if (token == null) {
            inSession(this::explore);
        } else {
            replay(token);
        }
    }

    /**
     * Repeats one schedule.
     *
     * @throws SimulationFailedError if it fails, as it did or otherwise, or cannot be followed any more
     */
    public void replay(Token token) {
        inSession((explorer, found) -> repeat(explorer, token, true));
    }

    /**
     * Repeats one schedule as far as the code still goes that way.
     *
     * @throws SimulationFailedError if it fails
     */
    public void follow(Token token) {
        inSession((explorer, found) -> repeat(explorer, token, false));
    }

    /** What is done with an explorer; null: nothing to complain of. */
    private interface Work {
        @Nullable
        SimulationFailedError with(Explorer explorer, AtomicReference<@Nullable SimulationFailedError> found);
    }

    private void inSession(Work work) {
        if (Faults.isAnyHere()) {
            throw new IllegalStateException(
                    "A simulation inside of FaultInjector.run: the fault would hit one schedule of many,"
                            + " and no replay could repeat it. Call FaultInjector.run inside of the simulated body");
        }
        Available.orThrow();
        AtomicReference<@Nullable SimulationFailedError> found = new AtomicReference<>();
        SimulationFailedError failed;
        try {
            failed = Session.run(options.outsideLimit(), driver -> work.with(explorer(driver), found));
        } catch (SimulationFailedError stopped) {
            failed = found.get();
            if (failed == null) {
                throw stopped;
            }
            failed.addSuppressed(stopped); // as it was made simpler
        }
        if (failed != null) {
            throw failed;
        }
    }

    private Explorer explorer(Driver driver) {
        return new Explorer(driver, bodies, new Limits(options.stepLimit(), options.outsideLimit(), GRACE, true));
    }

    private @Nullable SimulationFailedError explore(
            Explorer explorer, AtomicReference<@Nullable SimulationFailedError> found) {
        int skipped = 0;
        for (int number = 1; number <= options.schedules(); number++) {
            Attempt attempt = explorer.attempt(options.policy(), options.depth(), options.seed(), number);
            RuntimeException skip = Skipping.by(attempt.finding());
            if (skip != null) {
                skipped++;
                if (skipped == options.schedules()) {
                    throw skip;
                }
            } else if (attempt.finding() != null) {
                found.set(error(attempt, attempt, number));
                return error(attempt, new Shrinker(explorer).shrink(attempt), number);
            }
        }
        return null;
    }

    private SimulationFailedError error(Attempt attempt, Attempt shrunk, int number) {
        Policy policy = Explorer.policy(options.policy(), number);
        String head = "schedule " + number + " of " + options.schedules() + " (seed " + options.seed() + ", " + policy
                + ", " + attempt.switches() + " switches, shrunk to " + shrunk.switches() + ") failed";
        return Report.error(shrunk, head, test.hashCode(), null);
    }

    private @Nullable SimulationFailedError repeat(Explorer explorer, Token token, boolean toTheEnd) {
        Attempt attempt = explorer.repeat(token.seed(), token.unusual());
        RuntimeException skip = Skipping.by(attempt.finding());
        if (skip != null) {
            throw skip;
        }
        String divergence = divergence(attempt, token);
        if (attempt.finding() != null) {
            return Report.error(attempt, "the schedule of the token failed", token.test(), divergence);
        }
        return divergence == null || !toTheEnd
                ? null
                : new SimulationFailedError(divergence + Report.outside(attempt), token.text(), null);
    }

    private static @Nullable String divergence(Attempt attempt, Token token) {
        if (attempt.trace().hash() == token.hash() && attempt.misfit() == null) {
            return null;
        }
        StringBuilder text = new StringBuilder("The run DIVERGED from the one of the token");
        if (attempt.misfit() != null) {
            text.append(": ").append(attempt.misfit());
        }
        int common = 0;
        while (common < Math.min(attempt.unusual().size(), token.unusual().size())
                && attempt.unusual().get(common).equals(token.unusual().get(common))) {
            common++;
        }
        int from = common == 0 ? 0 : token.unusual().get(common - 1).number();
        return text.append("; it was the same up to choice ")
                .append(from)
                .append(
                        ". Either the code has changed since, or something decides that no seed controls: the real clock, a")
                .append(" random number, an identity hash, a static, a thread outside.")
                .toString();
    }
}
