package dev.selvage.testkit.internal.clock;

import dev.selvage.testkit.internal.sched.Chooser;
import dev.selvage.testkit.internal.sched.ReadySet;
import java.util.SplittableRandom;

/** Goes on in the usual order; only what has no order of its own, as timers of one instant, is left to the seed. */
final class SeededTimers implements Chooser {
    private final SplittableRandom random; // java.util.Random begins alike for seeds that are near to each other

    SeededTimers(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int next(ReadySet ready, int usual, int gaveWay) {
        return usual;
    }

    @Override
    public int among(int bound) {
        return random.nextInt(bound);
    }
}
