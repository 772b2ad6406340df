package dev.selvage.examples.gateway;

import java.util.SplittableRandom;

/**
 * How a service treats a request for an item. Names beginning with {@code slow}, {@code faulty} and {@code hanging} ask for
 * it; for others it is drawn from a seed, so that every run meets the same weather, and for each attempt anew: who asks again may
 * be luckier. Names beginning with {@code late} draw slow answers only.
 */
enum Behaviour {
    GOOD,
    /** Answers when the gateway's deadline has passed. */
    SLOW,
    /** Answers 500. */
    FAULTY,
    /** Never answers. */
    HANGING;

    static final int SLOW_MILLIS = 900;

    static Behaviour of(String item, String service, long seed, int attempt) {
        for (Behaviour asked : values()) {
            if (item.startsWith(asked.name().toLowerCase(java.util.Locale.ROOT))) {
                return asked;
            }
        }
        int percent = random(item, service, seed, attempt).nextInt(100);
        if (item.startsWith("late")) {
            return percent < 2 ? SLOW : GOOD;
        }
        return switch (percent) {
            case 0 -> HANGING;
            case 1, 2 -> FAULTY;
            case 3, 4 -> SLOW;
            default -> GOOD;
        };
    }

    long millis(SplittableRandom random) {
        return this == SLOW ? SLOW_MILLIS : random.nextLong(5, 40);
    }

    static SplittableRandom random(String item, String service, long seed, int attempt) {
        return new SplittableRandom(seed * 31 + item.hashCode() * 1_000_003L + service.hashCode() + attempt * 7_919L);
    }
}
