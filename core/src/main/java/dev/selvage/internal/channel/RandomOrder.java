package dev.selvage.internal.channel;

import dev.selvage.context.internal.SchedulePoint;

/** The numbers from zero up in a random order, one at a time; for sixteen or fewer without allocating. */
final class RandomOrder {
    /*
     * Algorithm. Fisher-Yates, drawn as far as it is looked at. The numbers that are left are the digits of a hexadecimal number. The
     * draws are the high bits of a linear congruential sequence (Knuth's MMIX constants) with a random start.
     */
    static final int MOST = 16;

    private static final long DIGITS = 0xFEDC_BA98_7654_3210L;
    private static final long FACTOR = 6_364_136_223_846_793_005L;
    private static final long ADDEND = 1_442_695_040_888_963_407L;

    private RandomOrder() {}

    static long digits() {
        return DIGITS;
    }

    static long seed() {
        return SchedulePoint.random();
    }

    static long next(long seed) {
        return seed * FACTOR + ADDEND;
    }

    /** Where in {@code left} digits the next number is. */
    static int place(long seed, int left) {
        return (int) (((seed >>> 32) * left) >>> 32);
    }

    static int digit(long digits, int place) {
        return (int) (digits >>> (place << 2)) & 15;
    }

    /** Without the digit at a place, which the last takes. */
    static long without(long digits, int place, int left) {
        long last = (digits >>> ((left - 1) << 2)) & 15;
        int shift = place << 2;
        return (digits & ~(15L << shift)) | (last << shift);
    }

    /** For more than sixteen. */
    static int[] shuffled(int count) {
        int[] numbers = new int[count];
        long seed = seed();
        for (int i = 0; i < count; i++) {
            seed = next(seed);
            int at = place(seed, i + 1);
            numbers[i] = numbers[at];
            numbers[at] = i;
        }
        return numbers;
    }
}
