package dev.selvage.examples.crawler;

import java.time.Duration;

/**
 * How to crawl.
 *
 * @param most of how many addresses a visit may begin
 * @param atOnce how many are visited at a time
 * @param rate requests per second
 * @param time after which no visit begins; those that have begun still end
 * @param patience how long an answer may take
 */
record Plan(int most, int atOnce, int rate, Duration time, Duration patience) {
    /** Without an end of its own. */
    static Plan of(int atOnce, int rate, Duration patience) {
        return new Plan(Integer.MAX_VALUE, atOnce, rate, Duration.ofDays(1), patience);
    }

    Plan upTo(int visits) {
        return new Plan(visits, atOnce, rate, time, patience);
    }

    Plan within(Duration newTime) {
        return new Plan(most, atOnce, rate, newTime, patience);
    }
}
