package dev.selvage.benchmarks;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param rounds how often everything is measured; the peers take turns in each
 * @param warmups iterations that do not count
 * @param iterations iterations that count
 * @param iteration the length of one
 * @param divisor what the counts of the heap programs are divided by
 */
record Effort(int rounds, int warmups, int iterations, Duration iteration, int divisor) {
    static final Effort FULL = new Effort(3, 4, 4, Duration.ofMillis(500), 1);
    static final Effort QUICK = new Effort(1, 1, 2, Duration.ofMillis(100), 10);

    Effort withRounds(int other) {
        return new Effort(other, warmups, iterations, iteration, divisor);
    }
}
