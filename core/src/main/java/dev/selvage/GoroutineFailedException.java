package dev.selvage;

import java.io.Serial;
import java.util.Objects;

/**
 * Thrown by {@link Goroutine#await()} of a goroutine that failed. The cause is what its task threw; the stack trace is that
 * of the caller of {@code await}.
 */
public class GoroutineFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient GoroutineFailure failure;

    /**
     * Creates the exception for a failure.
     *
     * @param failure what failed; its cause becomes the cause of the exception
     */
    public GoroutineFailedException(GoroutineFailure failure) {
        super(Objects.requireNonNull(failure, "failure").toString(), failure.cause());
        this.failure = failure;
    }

    /** {@return who failed, and how} */
    public GoroutineFailure failure() {
        return failure;
    }
}
