package dev.selvage.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of the header in which a caller says how much time is left: a whole number and, right behind it, a unit.
 *
 * <pre>
 * Request-Timeout: 300ms
 * </pre>
 *
 * <p>Units are {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m} (minutes) and {@code h}; the number has one to fifteen
 * digits, no sign and no fraction. A duration and not a point in time, so that clocks need not agree. Zero is a deadline
 * already past. After gRPC's {@code grpc-timeout}.
 */
public final class DeadlineHeader {
    /** The name of the header, where nobody chose another. */
    public static final String NAME = "Request-Timeout";

    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,15})(ns|us|ms|s|m|h)");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private DeadlineHeader() {}

    /**
     * Reads a value; spaces around it do not matter.
     *
     * @param value such as {@code 300ms}
     * @return the time that is left
     * @throws IllegalArgumentException if the value is not in this format
     */
    public static Duration parse(String value) {
        Matcher matcher = FORMAT.matcher(Objects.requireNonNull(value, "value").strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Not a whole number with one of the units ns, us, ms, s, m, h: " + value);
        }
        return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }

    /**
     * Writes a duration, rounded down, so that the next one never gets more time than there is. Microseconds below one
     * second, milliseconds from there on.
     *
     * @param remaining the time that is left; negative: as zero
     * @return such as {@code 299812us}
     */
    public static String format(Duration remaining) {
        if (Objects.requireNonNull(remaining, "remaining").isNegative()) {
            return "0us";
        }
        boolean fine = remaining.toSeconds() == 0;
        return fine ? remaining.toNanos() / 1_000 + "us" : Math.min(millis(remaining), 999_999_999_999_999L) + "ms";
    }

    private static long millis(Duration time) {
        return time.compareTo(Duration.ofMillis(Long.MAX_VALUE)) < 0 ? time.toMillis() : Long.MAX_VALUE;
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "ns" -> ChronoUnit.NANOS;
            case "us" -> ChronoUnit.MICROS;
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    /** A header name as HTTP allows it. */
    static String requireName(String name) {
        if (!TOKEN.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("Not the name of a header: \"" + name + '"');
        }
        return name;
    }
}
