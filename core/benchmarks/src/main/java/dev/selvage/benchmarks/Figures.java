package dev.selvage.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Figures as people read them. */
final class Figures {
    private static final double STEP = 1_000;
    private static final double CEILING = 10_000; // so that four digits are left, 9,876 ns rather than 9.88 µs

    private Figures() {}

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String ratio(double ratio) {
        if (Double.isNaN(ratio)) {
            return "failed";
        }
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio);
    }

    /** The median, and the least and the most where there are several. */
    static String ratios(double[] ratios) {
        String median = ratio(median(Arrays.stream(ratios)));
        if (ratios.length == 1 || median.equals("failed")) {
            return median;
        }
        double least = Arrays.stream(ratios).min().getAsDouble();
        double most = Arrays.stream(ratios).max().getAsDouble();
        return median + " (" + ratio(least) + "–" + ratio(most) + ")";
    }

    static String nanos(double nanos) {
        return scaled(nanos, "ns", "µs", "ms", "s");
    }

    static String bytes(double bytes) {
        return scaled(bytes, "B", "kB", "MB", "GB");
    }

    private static String scaled(double value, String... units) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double scaled = value;
        int unit = 0;
        while (scaled >= CEILING && unit < units.length - 1) {
            scaled /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, scaled < 10 ? "%.1f %s" : "%,.0f %s", scaled, units[unit]);
    }
}
