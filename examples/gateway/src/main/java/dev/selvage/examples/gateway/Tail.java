package dev.selvage.examples.gateway;

import dev.selvage.flow.Parallel;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long the slowest of many answers of a service take.
 *
 * @param tally how long each took
 * @param slow for how many the answer that counted was a slow one
 * @param askedAgain how many requests were made besides the first for each
 */
record Tail(Tally tally, int slow, int askedAgain) {
    static final int QUESTIONS = 2_000;

    /** Fewer than the service can bear, with a second request for each. */
    private static final int AT_ONCE = 32;

    private static final double[] SHARES = {0.5, 0.99, 0.999, 1};

    /** The same questions each time. */
    static Tail of(Quotes quotes, Downstream service) throws InterruptedException {
        Tally tally = new Tally(QUESTIONS);
        AtomicInteger slow = new AtomicInteger();
        int before = service.askedAgain();
        Parallel.forEach(IntStream.range(0, QUESTIONS).boxed(), AT_ONCE, number -> {
            long start = System.nanoTime();
            QuoteClient.Quote quote = quotes.of(item(number));
            tally.add(number, 200, System.nanoTime() - start);
            slow.addAndGet(quote.slow() ? 1 : 0);
        });
        return new Tail(tally, slow.get(), service.askedAgain() - before);
    }

    static String item(int number) {
        return "late-" + number;
    }

    static void print(PrintStream out, Tail plain, Tail hedged) {
        out.printf(Locale.ROOT, """
                The price service alone: %,d questions, %d at a time. Of a hundred first answers two take
                %d ms, and it is the same ones both times. Hedged: a second request goes out beside a
                first one that takes longer than 95 in 100 do, for at most %.0f in 100 questions.

                """, QUESTIONS, AT_ONCE, Behaviour.SLOW_MILLIS, 100 * Quotes.BUDGET);
        line(out, "", "plain", "hedged");
        for (double share : SHARES) {
            line(out, name(share), millis(plain, share), millis(hedged, share));
        }
        row(out, "slow answers waited for", plain.slow(), hedged.slow());
        row(out, "extra requests", plain.askedAgain(), hedged.askedAgain());
    }

    private static String name(double share) {
        return share == 1
                ? "max"
                : "p" + String.format(Locale.ROOT, "%.1f", 100 * share).replace(".0", "");
    }

    private static String millis(Tail tail, double share) {
        return tail.tally.percentileMillis(share) + " ms";
    }

    private static void row(PrintStream out, String what, int plain, int hedged) {
        line(out, what, Integer.toString(plain), Integer.toString(hedged));
    }

    private static void line(PrintStream out, String what, String plain, String hedged) {
        out.printf(Locale.ROOT, "%-42s %10s %10s%n", what, plain, hedged);
    }
}
