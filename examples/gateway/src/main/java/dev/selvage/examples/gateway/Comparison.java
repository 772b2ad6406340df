package dev.selvage.examples.gateway;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Both gateways side by side.
 *
 * @param load what both were asked
 * @param scoped the gateway on scopes
 * @param goroutinesLeft {@code Goroutines.count()} of the whole JVM after its end
 * @param naive the gateway on threads that nobody owns
 */
record Comparison(Load load, Trial scoped, int goroutinesLeft, Trial naive) {

    void print(PrintStream out) {
        head(out);
        row(out, "requests", scoped.tally().total(), naive.tally().total());
        status(out, "  200  answered", 200);
        status(out, "  500  a part failed", 500);
        status(out, "  504  out of time", 504);
        status(out, "  no answer, the caller gave up after 2 s", Tally.GAVE_UP);
        status(out, "  broken connection", Tally.BROKEN);
        line(out, "median", millis(scoped, 0.5), millis(naive, 0.5));
        line(out, "99 in 100 ended within", millis(scoped, 0.99), millis(naive, 0.99));
        row(out, "threads at work, at most", scoped.peak(), naive.peak());
        row(out, "queries at work, at most", scoped.queriesPeak(), naive.queriesPeak());
        line(out, "heap, at most", megabytes(scoped.heapPeak()), megabytes(naive.heapPeak()));
        out.println("when nothing more has ended for two seconds:");
        row(out, "  threads left behind", scoped.left(), naive.left());
        row(out, "  queries left running", scoped.queriesLeft(), naive.queriesLeft());
        line(out, "  heap grown by, without garbage", megabytes(scoped.heapGrown()), megabytes(naive.heapGrown()));
        out.println();
        out.printf("Scoped: Goroutines.count() is %d.%n", goroutinesLeft);
        out.printf(
                Locale.ROOT,
                "Naive: %d threads wait for ever; at this rate it will be %,d in a day.%n",
                naive.left(),
                naive.left() * 86_400L * load.rate() / load.count());
    }

    private void status(PrintStream out, String what, int status) {
        row(out, what, scoped.tally().count(status), naive.tally().count(status));
    }

    private static void head(PrintStream out) {
        line(out, "", "scoped", "naive");
    }

    private static void row(PrintStream out, String what, int scoped, int naive) {
        line(out, what, Integer.toString(scoped), Integer.toString(naive));
    }

    private static void line(PrintStream out, String what, String scoped, String naive) {
        out.printf(Locale.ROOT, "%-42s %10s %10s%n", what, scoped, naive);
    }

    private static String millis(Trial trial, double share) {
        return trial.tally().percentileMillis(share) + " ms";
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
