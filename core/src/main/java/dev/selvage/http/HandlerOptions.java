package dev.selvage.http;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import java.time.Duration;
import java.util.Objects;

/**
 * How the requests of a route are run. Immutable: each {@code with…} returns a changed copy, so options may be kept in a
 * constant and shared.
 *
 * @param timeout the longest that a request may take; the caller's header can only shorten it
 * @param deadlineHeader the name of the header in which a caller says how much time is left, see {@link DeadlineHeader}
 * @param limit how many requests of the route may run at a time; one more is refused at once, never queued
 * @param retryAfter what a refused caller is told to wait, in whole seconds, rounded up
 * @param scope further options of the scope of a request, such as a listener or a grace period; its name, its parent
 *     context and its timeout are set by the handler
 */
public record HandlerOptions(
        Duration timeout, String deadlineHeader, int limit, Duration retryAfter, ScopeOptions scope) {

    private static final HandlerOptions DEFAULTS = new HandlerOptions(
            Duration.ofSeconds(30), DeadlineHeader.NAME, Integer.MAX_VALUE, Duration.ofSeconds(1), Scope.options());

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if {@code timeout} or {@code limit} is not positive, {@code retryAfter} is negative, or
     *     {@code deadlineHeader} cannot be the name of a header
     * @throws NullPointerException if an argument is null; it says which
     */
    public HandlerOptions {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(scope, "scope");
        DeadlineHeader.requireName(Objects.requireNonNull(deadlineHeader, "deadlineHeader"));
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("The timeout must be positive, but is " + timeout);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be positive, but is " + limit);
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("The time to retry after must not be negative, but is " + retryAfter);
        }
    }

    /**
     * Thirty seconds, the header {@value DeadlineHeader#NAME}, no limit, retry after one second.
     *
     * @return the options to start from
     */
    public static HandlerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Another timeout.
     *
     * @param newTimeout the longest that a request may take
     * @return a changed copy
     */
    public HandlerOptions withTimeout(Duration newTimeout) {
        return new HandlerOptions(newTimeout, deadlineHeader, limit, retryAfter, scope);
    }

    /**
     * Another header for the caller's deadline.
     *
     * @param name the name of the header
     * @return a changed copy
     */
    public HandlerOptions withDeadlineHeader(String name) {
        return new HandlerOptions(timeout, name, limit, retryAfter, scope);
    }

    /**
     * Another limit.
     *
     * @param running how many requests of the route may run at a time
     * @return a changed copy
     */
    public HandlerOptions withLimit(int running) {
        return new HandlerOptions(timeout, deadlineHeader, running, retryAfter, scope);
    }

    /**
     * Another advice to refused callers.
     *
     * @param pause what they are told to wait
     * @return a changed copy
     */
    public HandlerOptions withRetryAfter(Duration pause) {
        return new HandlerOptions(timeout, deadlineHeader, limit, pause, scope);
    }

    /**
     * Other options for the scopes.
     *
     * @param options such as a listener or a grace period
     * @return a changed copy
     */
    public HandlerOptions withScope(ScopeOptions options) {
        return new HandlerOptions(timeout, deadlineHeader, limit, retryAfter, options);
    }
}
