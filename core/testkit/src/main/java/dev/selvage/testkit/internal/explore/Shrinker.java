package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Choices.Unusual;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing schedule simpler: leaves out unusual choices as long as it fails in the same way. After Zeller, Hildebrandt,
 * "Simplifying and isolating failure-inducing input".
 */
final class Shrinker {
    private static final int MOST_RUNS = 400;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final Explorer explorer;
    private final long start = System.nanoTime();
    private int runs;

    Shrinker(Explorer explorer) {
        this.explorer = explorer;
    }

    /**
     * The simplest found; the given one, if nothing simpler fails. Waits for the world outside are left as they are: each run would
     * wait again, for something that may not be the same any more.
     */
    Attempt shrink(Attempt failed) {
        if (failed.finding() != null && failed.finding().kind() == Kind.OUTSIDE) {
            return failed;
        }
        Attempt best = failed;
        int chunk = Math.max(1, best.unusual().size() / 2);
        while (chunk >= 1 && goesOn()) {
            Attempt better = withoutSome(best, chunk);
            if (better != best) {
                best = better;
                chunk = Math.min(chunk, Math.max(1, best.unusual().size() / 2));
            } else {
                chunk /= 2;
            }
        }
        Attempt sure = best == failed ? failed : explorer.repeat(best.seed(), best.unusual());
        return sure.finding() != null && sure.finding().isLike(failed.finding()) ? sure : failed;
    }

    private boolean goesOn() {
        return runs < MOST_RUNS && System.nanoTime() - start < LONGEST_NANOS;
    }

    /** Leaves out chunks from the end on, since what comes late often matters least. */
    private Attempt withoutSome(Attempt best, int chunk) {
        List<Unusual> all = best.unusual();
        for (int end = all.size(); end > 0 && goesOn(); end -= chunk) {
            List<Unusual> fewer = new ArrayList<>(all.subList(0, Math.max(0, end - chunk)));
            fewer.addAll(all.subList(end, all.size()));
            runs++;
            Attempt tried = explorer.tried(best.seed(), fewer);
            if (isBetter(tried, best)) {
                return tried;
            }
        }
        return best;
    }

    private static boolean isBetter(Attempt tried, Attempt best) {
        return tried.finding() != null
                && tried.finding().isLike(best.finding())
                && tried.unusual().size() < best.unusual().size()
                && tried.switches() <= best.switches();
    }
}
