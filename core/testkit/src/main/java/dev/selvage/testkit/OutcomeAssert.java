package dev.selvage.testkit;

import dev.selvage.Outcome;
import dev.selvage.context.CancelReason;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how a goroutine ended; see {@link ScopeAssertions}.
 *
 * @param <T> the type of the result
 */
public final class OutcomeAssert<T extends @Nullable Object>
        extends AbstractAssert<OutcomeAssert<T>, @Nullable Outcome<T>> {
    OutcomeAssert(@Nullable Outcome<T> outcome) {
        super(outcome, OutcomeAssert.class);
    }

    /**
     * It returned a value equal to that one.
     *
     * @param value the value; may be null
     * @return this
     */
    public OutcomeAssert<T> isSuccess(@Nullable Object value) {
        boolean same = actual instanceof Outcome.Success<T>(T returned) && Objects.equals(returned, value);
        return holds(same, "the value " + value);
    }

    /**
     * It threw an exception of that type.
     *
     * @param type the type
     * @return this
     */
    public OutcomeAssert<T> isFailure(Class<? extends Throwable> type) {
        Objects.requireNonNull(type, "type");
        boolean fits = actual instanceof Outcome.Failure<T> failure
                && type.isInstance(failure.failure().cause());
        return holds(fits, "a failure by a " + type.getName());
    }

    /**
     * It was cancelled, for a reason of that kind.
     *
     * @param kind the kind of the reason
     * @return this
     */
    public OutcomeAssert<T> isCancelled(CancelReason.Kind kind) {
        Objects.requireNonNull(kind, "kind");
        boolean fits = actual instanceof Outcome.Cancelled<T>(CancelReason reason) && reason.kind() == kind;
        return holds(fits, "a cancellation of kind " + kind);
    }

    private OutcomeAssert<T> holds(boolean condition, String what) {
        isNotNull();
        if (!condition) {
            throw failure("Expecting %s, but the outcome is %s", what, actual);
        }
        return this;
    }
}
