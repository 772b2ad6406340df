package dev.selvage.supervise;

import java.util.List;
import java.util.Objects;

/**
 * A supervisor at about one moment.
 *
 * @param name its name
 * @param ready whether all children have once been up together; stays true
 * @param ended whether it has ended, in whatever way
 * @param children in the order of their start
 */
public record SupervisorStatus(String name, boolean ready, boolean ended, List<ChildStatus> children) {

    /**
     * Creates a status; makes the list unmodifiable.
     *
     * @throws NullPointerException if an argument is null; it says which
     */
    public SupervisorStatus {
        Objects.requireNonNull(name, "name");
        children = List.copyOf(children);
    }
}
