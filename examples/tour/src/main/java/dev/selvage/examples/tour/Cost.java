package dev.selvage.examples.tour;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** What a goroutine costs beside a platform thread, measured while you wait: a rough figure, not a benchmark. */
public final class Cost {
    private Cost() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        row(out, "", "goroutine", "platform thread");
        row(out, "start and end", nanos(StartCost.goroutine()), nanos(StartCost.thread()));
        row(out, "hand a value over", nanos(HandOverCost.goroutines()), nanos(HandOverCost.threads()));
        long parked = MemoryCost.goroutine();
        row(
                out,
                "memory while parked",
                String.format(Locale.ROOT, "%,d B heap", parked),
                resident(MemoryCost.thread()));
        long fit = Runtime.getRuntime().maxMemory() / parked;
        row(out, "room in this heap", String.format(Locale.ROOT, "about %,d", fit), "limited by the system");
    }

    private static void row(PrintStream out, String what, String goroutine, String thread) {
        out.printf(Locale.ROOT, "%-20s %16s %22s%n", what, goroutine, thread);
    }

    private static String nanos(long nanos) {
        return String.format(Locale.ROOT, "%,d ns", nanos);
    }

    private static String resident(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%,d B resident", bytes.getAsLong()) : "not known here";
    }
}
