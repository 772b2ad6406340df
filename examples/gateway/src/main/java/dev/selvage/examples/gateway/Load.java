package dev.selvage.examples.gateway;

import java.util.SplittableRandom;

/**
 * The questions that a load asks, drawn from a seed: the same for both gateways.
 *
 * @param rate questions per second
 * @param count how many
 * @param seed what they are drawn from
 * @param calm ask only what has a quick answer
 */
record Load(int rate, int count, long seed, boolean calm) {

    static Load of(Arguments arguments) {
        return new Load(arguments.rate(), arguments.rate() * arguments.seconds(), arguments.seed(), false);
    }

    /** A second of the same without any trouble. */
    Load warmUp() {
        return new Load(rate, rate, seed, true);
    }

    Question question(int number) {
        SplittableRandom random = new SplittableRandom(seed + number * 1_000_003L);
        boolean collector = random.nextInt(100) == 0 && !calm;
        long customer = collector ? Shop.COLLECTOR : random.nextLong(2, Shop.CUSTOMERS + 1);
        return new Question(customer, (calm ? "good-" : "item-") + number);
    }

    /** When a question is due, in nanoseconds from the start. */
    long due(int number) {
        return number * 1_000_000_000L / rate;
    }
}
