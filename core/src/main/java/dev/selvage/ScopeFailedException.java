package dev.selvage;

import java.io.Serial;
import java.util.List;
import java.util.Objects;

/**
 * Leaves a scope whose first failure was a goroutine's. The cause is what that goroutine's task threw; what failed later is
 * suppressed, in order of time.
 */
public class ScopeFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<GoroutineFailure> failures;

    /**
     * Creates the exception for failures in order of time. Does not fill the suppressed exceptions.
     *
     * @param scope path of the scope, for the message
     * @param failures at least one
     * @throws IllegalArgumentException if there is no failure
     */
    public ScopeFailedException(String scope, List<GoroutineFailure> failures) {
        super(message(scope, failures), failures.getFirst().cause());
        this.failures = List.copyOf(failures);
    }

    private static String message(String scope, List<GoroutineFailure> failures) {
        Objects.requireNonNull(scope, "scope");
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("A failed scope has at least one failure");
        }
        int more = failures.size() - 1;
        return "scope " + scope + ": " + failures.getFirst() + (more == 0 ? "" : ", and " + more + " more failed");
    }

    /** {@return the first failure in time} */
    public GoroutineFailure failure() {
        return failures.getFirst();
    }

    /** {@return all goroutines' failures that leave with this exception, in order of time; unmodifiable} */
    public List<GoroutineFailure> failures() {
        return failures;
    }

    /**
     * Throws the cause if it is of a type; does nothing otherwise. For callers whose signature names the exception:
     * {@snippet :
     * try {
     *     return Scope.call(scope -> load(scope));
     * } catch (ScopeFailedException e) {
     *     e.rethrowAs(IOException.class);
     *     throw e;
     * }
     * }
     *
     * @param <X> the type
     * @param type the type
     * @throws X the cause, if it is of that type
     */
    public <X extends Throwable> void rethrowAs(Class<X> type) throws X {
        Throwable cause = failure().cause();
        if (Objects.requireNonNull(type, "type").isInstance(cause)) {
            throw type.cast(cause);
        }
    }
}
