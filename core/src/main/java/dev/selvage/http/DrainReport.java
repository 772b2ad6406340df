package dev.selvage.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How a server ended.
 *
 * @param finished how many of the requests that were running ended within the grace
 * @param cancelled how many had to be cancelled after it
 * @param refused how many requests came meanwhile and were told that the server is shutting down
 * @param took how long it was until nothing ran any more
 */
public record DrainReport(int finished, int cancelled, int refused, Duration took) {

    /**
     * Checks the report.
     *
     * @throws NullPointerException if {@code took} is null
     */
    public DrainReport {
        Objects.requireNonNull(took, "took");
    }

    /**
     * Whether nothing had to be cancelled.
     *
     * @return true if every request ended by itself
     */
    public boolean clean() {
        return cancelled == 0;
    }
}
