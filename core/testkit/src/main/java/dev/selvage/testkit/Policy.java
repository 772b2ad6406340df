package dev.selvage.testkit;

/** How a simulation chooses who takes the next step. Each finds bugs that the other is slow to find. */
public enum Policy {
    /** Whoever is ready, each with the same chance, at every step. Good where a bug needs many switches. */
    RANDOM,

    /**
     * Probabilistic concurrency testing: goroutines have random priorities, the highest that is ready goes on, and at a few
     * random steps the running one falls to the bottom. Good where a bug needs one goroutine to be late by a long way. After
     * Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding bugs".
     */
    PCT,

    /** {@link #RANDOM} and {@link #PCT} in turn. */
    MIXED
}
