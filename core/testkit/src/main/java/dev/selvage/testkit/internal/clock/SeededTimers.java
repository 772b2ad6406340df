package dev.selvage.testkit.internal.clock;

import dev.selvage.testkit.internal.sched.Chooser;
import dev.selvage.testkit.internal.sched.ReadySet;
import java.util.Random;

/** Goes on in the usual order; only what has no order of its own, as timers of one instant, is left to the seed. */
final class SeededTimers implements Chooser {
    private final Random random;

    SeededTimers(long seed) {
        this.random = new Random(seed);
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
