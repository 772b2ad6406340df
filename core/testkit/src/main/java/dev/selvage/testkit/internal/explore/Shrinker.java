package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.internal.sched.Choices.Unusual;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing schedule simpler: leaves out unusual choices as long as it fails in the same way. After Zeller, Hildebrandt,
 * "Simplifying and isolating failure-inducing input".
 */
final class Shrinker {
    private static final int MOST_RUNS = 400;

    private final Explorer explorer;
    private int runs;

    Shrinker(Explorer explorer) {
        this.explorer = explorer;
    }

    /** The simplest found; the given one, if nothing simpler fails. */
    Attempt shrink(Attempt failed) {
        Attempt best = failed;
        int chunk = Math.max(1, best.unusual().size() / 2);
        while (chunk >= 1 && runs < MOST_RUNS) {
            Attempt better = withoutSome(best, chunk);
            if (better != best) {
                best = better;
                chunk = Math.min(chunk, Math.max(1, best.unusual().size() / 2));
            } else {
                chunk /= 2;
            }
        }
        return best;
    }

    /** Leaves out chunks from the end on, since what comes late often matters least. */
    private Attempt withoutSome(Attempt best, int chunk) {
        List<Unusual> all = best.unusual();
        for (int end = all.size(); end > 0 && runs < MOST_RUNS; end -= chunk) {
            List<Unusual> fewer = new ArrayList<>(all.subList(0, Math.max(0, end - chunk)));
            fewer.addAll(all.subList(end, all.size()));
            runs++;
            Attempt tried = explorer.repeat(best.seed(), fewer);
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
