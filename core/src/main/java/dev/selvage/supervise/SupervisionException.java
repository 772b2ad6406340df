package dev.selvage.supervise;

import dev.selvage.GoroutineFailure;
import dev.selvage.internal.Suppression;
import java.io.Serial;
import java.util.List;
import java.util.Objects;

/**
 * A supervisor gave up: its children ended more often than it may restart them. The cause is the last failure; the earlier ones
 * are suppressed. It leaves the supervisor after its children have been stopped.
 */
public class SupervisionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<ChildExit> crashes;

    /**
     * Creates the exception.
     *
     * @param message who gave up, and why
     * @param crashes the ends that were too many, in order of time; at least one
     * @throws IllegalArgumentException if there is no crash
     */
    @SuppressWarnings("this-escape") // initCause and addSuppressed do not touch the fields
    public SupervisionException(String message, List<ChildExit> crashes) {
        super(Objects.requireNonNull(message, "message"));
        this.crashes = List.copyOf(crashes);
        if (this.crashes.isEmpty()) {
            throw new IllegalArgumentException("A supervisor that gave up has seen at least one crash");
        }
        List<Throwable> causes = this.crashes.reversed().stream()
                .flatMap(exit -> exit.failure().stream())
                .map(GoroutineFailure::cause)
                .toList();
        if (!causes.isEmpty()) {
            initCause(causes.getFirst());
            causes.forEach(earlier -> Suppression.add(this, earlier));
        }
    }

    /** {@return the ends within the window, in order of time; the last was the one too many; unmodifiable} */
    public List<ChildExit> crashes() {
        return crashes;
    }
}
