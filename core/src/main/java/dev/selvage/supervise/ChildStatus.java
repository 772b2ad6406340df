package dev.selvage.supervise;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A child at one moment.
 *
 * @param name its name
 * @param restart when it is restarted
 * @param state where it is in its life
 * @param restarts how often its own ends led to a restart
 * @param lastFailure its latest end by a failure, if there was one
 * @param children those of a child made by {@link Child#supervisor}, while it runs; else none
 */
public record ChildStatus(
        String name,
        Restart restart,
        ChildState state,
        int restarts,
        Optional<ChildExit> lastFailure,
        List<ChildStatus> children) {

    /**
     * Creates a status; makes the list unmodifiable.
     *
     * @throws NullPointerException if an argument is null; it says which
     */
    public ChildStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(restart, "restart");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lastFailure, "lastFailure");
        children = List.copyOf(children);
    }
}
