package dev.selvage;

import java.util.Objects;
import java.util.Optional;

/**
 * One goroutine's failure: who, where, and the original exception.
 *
 * @param id the goroutine's number
 * @param name the goroutine's name
 * @param path scopes and goroutines from the root down, as {@code checkout/payment#17}
 * @param panic true for a {@link RuntimeException} or an {@link Error}; false for a checked exception and for the
 *     goroutine's own deadline
 * @param cause what the task threw
 * @param createdAt the line that started the goroutine, when creation sites are recorded
 */
public record GoroutineFailure(
        long id, String name, String path, boolean panic, Throwable cause, Optional<StackTraceElement> createdAt) {

    /**
     * Creates a failure.
     *
     * @throws NullPointerException if an argument is null
     */
    public GoroutineFailure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** One line: {@code goroutine checkout/payment#17 panicked: java.lang... (started at ...)}. */
    @Override
    public String toString() {
        return "goroutine " + path + (panic ? " panicked: " : " failed: ") + cause
                + createdAt.map(site -> " (started at " + site + ")").orElse("");
    }
}
