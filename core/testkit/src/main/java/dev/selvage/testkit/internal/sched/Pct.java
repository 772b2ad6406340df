package dev.selvage.testkit.internal.sched;

import java.util.Arrays;
import java.util.Random;

/**
 * Probabilistic concurrency testing: random priorities, and a few random points at which the one that runs falls to the
 * bottom. One that waits by giving way again and again would starve the others, so who gives way is passed over once, and a run
 * that gets too long goes on as a random walk.
 */
public final class Pct implements Chooser {
    private final Random random;
    private final int[] changes;
    private final int patience;

    /** By ordinal; zero: not seen yet. */
    private int[] priorities = new int[8];

    private int choices;

    /** The next priority below all others. */
    private int bottom = -1;

    /**
     * Choices that the seed decides.
     *
     * @param depth how many ordering constraints a bug may need; one less is the number of falls
     * @param length about how many choices a run has
     */
    public Pct(long seed, int depth, int length) {
        this.random = new Random(seed);
        this.changes = random.ints(depth - 1L, 0, Math.max(1, length)).toArray();
        this.patience = 1_000 + 10 * length;
    }

    @Override
    public int next(ReadySet ready, int usual, int gaveWay) {
        int choice = choices++;
        if (choice > patience) {
            return random.nextInt(ready.size());
        }
        if (Arrays.stream(changes).anyMatch(change -> change == choice)) {
            int falls = highest(ready, -1);
            priorities[ready.ordinal(falls)] = bottom--;
        }
        return highest(ready, gaveWay);
    }

    private int highest(ReadySet ready, int passedOver) {
        int best = -1;
        for (int i = 0; i < ready.size(); i++) {
            int ordinal = ready.ordinal(i);
            if (ordinal != passedOver && (best < 0 || priority(ordinal) > priority(ready.ordinal(best)))) {
                best = i;
            }
        }
        return best;
    }

    private int priority(int ordinal) {
        if (ordinal >= priorities.length) {
            priorities = Arrays.copyOf(priorities, ordinal * 2);
        }
        if (priorities[ordinal] == 0) {
            priorities[ordinal] = 1 + random.nextInt(Integer.MAX_VALUE);
        }
        return priorities[ordinal];
    }

    @Override
    public int among(int bound) {
        return random.nextInt(bound);
    }
}
