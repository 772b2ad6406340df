package dev.selvage.benchmarks;

/**
 * What a ratio is to reach.
 *
 * @param text how the table says it; empty if nothing is asked
 * @param most the highest ratio that is good enough
 */
record Target(String text, double most) {
    private static final double HUNDRED = 100;

    static final Target NONE = new Target("", Double.NaN);

    /** To have come to an end at all. */
    static final Target ENDS = new Target("ends on 4 GB", Double.POSITIVE_INFINITY);

    static Target atMost(double ratio) {
        return new Target("≤ " + Figures.ratio(ratio), ratio);
    }

    static Target faster() {
        return new Target("< 1.00", 0.99);
    }

    static Target timesFaster(double times) {
        return new Target("≤ " + Figures.ratio(1 / times) + " (" + times + " × faster)", 1 / times);
    }

    /** The figures do not depend on what differs between the two; a quarter is for caches and noise. */
    static Target same() {
        return new Target("≤ 1.25 (the same)", 1.25);
    }

    /** Whether the ratio is good enough, in the two digits that the table shows; a question mark if there is none. */
    String verdict(double ratio) {
        if (text.isEmpty()) {
            return "";
        }
        if (Double.isNaN(ratio)) {
            return "?";
        }
        return Math.round(ratio * HUNDRED) <= Math.round(most * HUNDRED) ? "yes" : "no";
    }
}
