package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.Policy;
import dev.selvage.testkit.internal.sched.Choices.Unusual;
import dev.selvage.testkit.internal.sched.Chooser;
import dev.selvage.testkit.internal.sched.Driver;
import dev.selvage.testkit.internal.sched.Finding;
import dev.selvage.testkit.internal.sched.Limits;
import dev.selvage.testkit.internal.sched.Pct;
import dev.selvage.testkit.internal.sched.RandomWalk;
import dev.selvage.testkit.internal.sched.Recorded;
import dev.selvage.testkit.internal.sched.Run;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one body again and again. Only the driver's thread. */
public final class Explorer {
    /** Makes the body of one run. */
    @FunctionalInterface
    public interface Bodies {
        /** The body of a run that has this seed. */
        Run.Body of(Run run, long seed);
    }

    private static final Duration A_MOMENT = Duration.ofMillis(5);

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Driver driver;
    private final Bodies bodies;
    private final Limits limits;

    /** Choices of the longest run so far: where PCT puts its falls. */
    private int longest = 20;

    /** An explorer on a driver. */
    public Explorer(Driver driver, Bodies bodies, Limits limits) {
        this.driver = driver;
        this.bodies = bodies;
        this.limits = limits;
    }

    /** Runs one schedule. */
    public Attempt attempt(Policy policy, int depth, long seed, int number) {
        long own = mixed(seed + GOLDEN * number);
        Attempt attempt = run(chooser(policy, depth, own, number), own, limits);
        longest = Math.max(longest, attempt.run().choices().made());
        return attempt;
    }

    /** Which of the two a schedule of a mixed exploration goes by. */
    public static Policy policy(Policy policy, int number) {
        return policy != Policy.MIXED ? policy : number % 2 == 0 ? Policy.PCT : Policy.RANDOM;
    }

    private Chooser chooser(Policy policy, int depth, long seed, int number) {
        return policy(policy, number) == Policy.PCT ? new Pct(seed, depth, longest) : new RandomWalk(seed);
    }

    /** Repeats a run. */
    public Attempt repeat(long seed, List<Unusual> unusual) {
        return repeat(seed, unusual, limits);
    }

    /** Repeats a run of many that are tried and mostly thrown away: what may be a deadlock is taken for one sooner. */
    Attempt tried(long seed, List<Unusual> unusual) {
        return repeat(seed, unusual, limits.withGrace(A_MOMENT));
    }

    private Attempt repeat(long seed, List<Unusual> unusual, Limits within) {
        Recorded recorded = new Recorded(unusual);
        Attempt attempt = run(recorded, seed, within);
        String misfit = recorded.misfit();
        if (misfit == null && recorded.isCutShort()) {
            misfit = "the run ended before all choices were made";
        }
        return new Attempt(attempt.seed(), attempt.run(), attempt.finding(), misfit);
    }

    private Attempt run(Chooser chooser, long seed, Limits within) {
        Run run = driver.prepare(chooser, within);
        @Nullable Finding finding = driver.run(run, bodies.of(run, seed));
        return new Attempt(seed, run, finding, null);
    }

    /** After Steele, Lea, Flood, "Fast splittable pseudorandom number generators". */
    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
