package dev.selvage.supervise;

import dev.selvage.Scope;
import dev.selvage.ScopeOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a service behaves. Immutable: each {@code with} method returns a changed copy.
 *
 * @param name for paths, dumps, messages and the thread
 * @param scope further options of its scope, such as a limit or {@code shared()}; the name is set by the service
 * @param shutdownGrace how long it may go on after the JVM has begun to shut down; empty: the shutdown does not touch it
 */
public record ServiceOptions(String name, ScopeOptions scope, Optional<Duration> shutdownGrace) {

    /**
     * Checks the options.
     *
     * @throws NullPointerException if an argument is null; it says which
     * @throws IllegalArgumentException if the grace is negative
     */
    public ServiceOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(shutdownGrace, "shutdownGrace");
        if (shutdownGrace.isPresent() && shutdownGrace.get().isNegative()) {
            throw new IllegalArgumentException(
                    "The grace of service " + name + " must not be negative, but is " + shutdownGrace.get());
        }
    }

    /**
     * Plain scope, not touched by a shutdown of the JVM.
     *
     * @param name for paths, dumps, messages and the thread
     * @return the options
     */
    public static ServiceOptions named(String name) {
        return new ServiceOptions(name, Scope.options(), Optional.empty());
    }

    /**
     * Further options of the scope.
     *
     * @param newScope the options; their name does not matter. Without a parent context it is a root: it does not end with whoever
     *     started the service
     * @return the changed copy
     */
    public ServiceOptions withScope(ScopeOptions newScope) {
        return new ServiceOptions(name, newScope, shutdownGrace);
    }

    /**
     * Drains the service when the JVM shuts down, as by {@code SIGTERM} or {@link System#exit}: such services are stopped one after
     * the other, the one started last first, each within its grace. One that has not ended then is cancelled, and waited for as long
     * again, at least a second; if it goes on even so that is logged, and the JVM ends without it.
     *
     * @param grace how long it may go on; zero: it is cancelled at once
     * @return the changed copy
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public ServiceOptions drainedAtShutdown(Duration grace) {
        return new ServiceOptions(name, scope, Optional.of(grace));
    }
}
