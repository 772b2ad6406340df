package dev.selvage.supervise;

import java.util.Objects;
import java.util.Optional;

/**
 * A service at one moment.
 *
 * @param name its name
 * @param state where it is in its life
 * @param failure what it failed with, if it did
 */
public record ServiceStatus(String name, ServiceState state, Optional<Throwable> failure) {

    /**
     * Creates a status.
     *
     * @throws NullPointerException if an argument is null; it says which
     */
    public ServiceStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(failure, "failure");
    }
}
