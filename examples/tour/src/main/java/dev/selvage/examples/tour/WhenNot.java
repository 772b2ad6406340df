package dev.selvage.examples.tour;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Work that goroutines only make slower. */
public final class WhenNot {
    private static final int TIMES = 5_000;
    private static final int NUMBERS = 1_000_000;

    private WhenNot() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        out.println("one small thing, " + TIMES + " times:");
        compare(out, WhenNot::plainCalls, WhenNot::oneGoroutineEach);
        out.println("three steps that need each other, " + TIMES + " times:");
        compare(out, WhenNot::plainSteps, WhenNot::oneGoroutineAStep);
        int processors = Runtime.getRuntime().availableProcessors();
        out.println(
                "summing " + NUMBERS + " numbers, in " + processors + " parts (as many as processors) or in 10,000:");
        compare(out, () -> sumInParts(processors), () -> sumInParts(10_000));
    }

    @FunctionalInterface
    private interface Work {
        long result() throws InterruptedException;
    }

    private static void compare(PrintStream out, Work plain, Work split) throws InterruptedException {
        long[] once = best(plain);
        long[] many = best(split);
        out.printf(
                Locale.ROOT,
                "  %8.2f ms against %8.2f ms, %s%n",
                once[0] / 1e6,
                many[0] / 1e6,
                once[1] == many[1] ? "same result" : "another result");
    }

    /** Nanoseconds of the best of several rounds, and the result. */
    private static long[] best(Work work) throws InterruptedException {
        long best = Long.MAX_VALUE;
        long result = 0;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            result = work.result();
            best = Math.min(best, System.nanoTime() - start);
        }
        return new long[] {best, result};
    }

    private static long plainCalls() {
        long sum = 0;
        for (int number = 0; number < TIMES; number++) {
            sum += step(number);
        }
        return sum;
    }

    private static long oneGoroutineEach() throws InterruptedException {
        return Scope.call(scope -> {
            long sum = 0;
            for (int number = 0; number < TIMES; number++) {
                int argument = number;
                sum += scope.go(() -> step(argument)).await();
            }
            return sum;
        });
    }

    private static long plainSteps() {
        long sum = 0;
        for (int number = 0; number < TIMES; number++) {
            sum += step(step(step(number)));
        }
        return sum;
    }

    private static long oneGoroutineAStep() throws InterruptedException {
        return Scope.call(scope -> {
            long sum = 0;
            for (int number = 0; number < TIMES; number++) {
                int argument = number;
                Goroutine<Long> first = scope.go(() -> step(argument));
                Goroutine<Long> second = scope.go(() -> step(first.await()));
                Goroutine<Long> third = scope.go(() -> step(second.await()));
                sum += third.await();
            }
            return sum;
        });
    }

    private static long sumInParts(int parts) throws InterruptedException {
        int size = NUMBERS / parts;
        return Scope.call(scope -> {
            List<Goroutine<Long>> sums = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int from = part * size;
                int to = part == parts - 1 ? NUMBERS : from + size;
                sums.add(scope.go(
                        () -> IntStream.range(from, to).mapToLong(WhenNot::step).sum()));
            }
            long sum = 0;
            for (Goroutine<Long> part : sums) {
                sum += part.await();
            }
            return sum;
        });
    }

    private static long step(long number) {
        return number * 31 + 7;
    }
}
