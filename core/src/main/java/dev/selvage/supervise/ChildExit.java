package dev.selvage.supervise;

import dev.selvage.GoroutineFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One end of a child.
 *
 * @param child the child's name
 * @param path the goroutine's path, as {@code shop/workers#3/supervisor/mailer#7}
 * @param at when the supervisor saw it, in the time of its context
 * @param failure what the child's run failed with; empty if it returned or cancelled itself
 */
public record ChildExit(String child, String path, Instant at, Optional<GoroutineFailure> failure) {

    /**
     * Creates an exit.
     *
     * @throws NullPointerException if an argument is null; it says which
     */
    public ChildExit {
        Objects.requireNonNull(child, "child");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(failure, "failure");
    }

    /** The JVM itself is in trouble: starting more would make it worse. A stack overflow is an ordinary bug. */
    boolean isFatal() {
        return failure.filter(why ->
                        why.cause() instanceof VirtualMachineError && !(why.cause() instanceof StackOverflowError))
                .isPresent();
    }

    /** One line: whose, and the failure if it was one. */
    @Override
    public String toString() {
        return "child " + child + ": "
                + failure.map(GoroutineFailure::toString).orElse("goroutine " + path + " ended without a failure");
    }
}
