package dev.selvage.testkit.internal.sched;

import java.util.Random;

/** Every choice with the same chance. */
public final class RandomWalk implements Chooser {
    private final Random random;

    /** Choices that the seed decides. */
    public RandomWalk(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public int next(ReadySet ready, int usual, int gaveWay) {
        return random.nextInt(ready.size());
    }

    @Override
    public int among(int bound) {
        return random.nextInt(bound);
    }
}
