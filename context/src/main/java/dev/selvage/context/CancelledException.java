package dev.selvage.context;

import java.io.Serial;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Says that work ended because its context was cancelled.
 *
 * <p>Inside cancelled work, blocking operations throw {@link InterruptedException}; this exception is what it becomes at
 * the boundary of a scope, at an {@code await} of cancelled work, and in iteration, which cannot throw a checked one.
 */
public class CancelledException extends CancellationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CancelReason reason;

    /**
     * Creates the exception for a reason. Prefer {@link #of}, which picks the type that fits the kind.
     *
     * @param reason why the work ended; its cause becomes the cause of the exception
     * @throws NullPointerException if {@code reason} is null
     */
    @SuppressWarnings("this-escape") // initCause does not touch the fields
    public CancelledException(CancelReason reason) {
        super(Objects.requireNonNull(reason, "reason").toString());
        this.reason = reason;
        reason.cause().ifPresent(this::initCause);
    }

    /**
     * The exception that fits a reason: a {@link DeadlineExceededException} for a deadline, else this type.
     *
     * @param reason why the work ended
     * @return a new exception that carries {@code reason}
     * @throws NullPointerException if {@code reason} is null
     */
    public static CancelledException of(CancelReason reason) {
        return Objects.requireNonNull(reason, "reason").kind() == CancelReason.Kind.DEADLINE
                ? new DeadlineExceededException(reason)
                : new CancelledException(reason);
    }

    /** {@return why the work ended; the same instance that the cancelled contexts hold} */
    public CancelReason reason() {
        return reason;
    }
}
