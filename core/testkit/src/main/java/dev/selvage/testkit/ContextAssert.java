package dev.selvage.testkit;

import dev.selvage.context.CancelReason;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a context; see {@link ScopeAssertions}. */
public final class ContextAssert extends AbstractAssert<ContextAssert, @Nullable Context> {
    /** Set before the assertion it is for, on the same thread. */
    private Patience patience = Patience.NONE;

    ContextAssert(@Nullable Context context) {
        super(context, ContextAssert.class);
    }

    /**
     * Lets the assertions that follow wait, in real time, for what they assert.
     *
     * @param atMost how long
     * @return this
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    public ContextAssert within(Duration atMost) {
        patience = new Patience(Objects.requireNonNull(atMost, "atMost"));
        return this;
    }

    /**
     * The context was not cancelled.
     *
     * @return this
     */
    public ContextAssert isNotCancelled() {
        return holds("not to be cancelled", Optional::isEmpty);
    }

    /**
     * The context was cancelled for a reason of that kind.
     *
     * @param kind the kind of the reason
     * @return this
     */
    public ContextAssert isCancelled(CancelReason.Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return holds(
                "to be cancelled with " + kind,
                reason -> reason.filter(why -> why.kind() == kind).isPresent());
    }

    /**
     * The context was cancelled for a reason whose message contains a text.
     *
     * @param text part of the message
     * @return this
     */
    public ContextAssert isCancelledBecause(String text) {
        Objects.requireNonNull(text, "text");
        return holds(
                "to be cancelled because of \"" + text + "\"",
                reason -> reason.filter(why -> why.message().contains(text)).isPresent());
    }

    private ContextAssert holds(String what, Predicate<Optional<CancelReason>> condition) {
        isNotNull();
        Context context = Objects.requireNonNull(actual);
        if (!patience.holds(() -> condition.test(context.reason()))) {
            String now = context.reason().map(CancelReason::toString).orElse("not cancelled");
            throw failure("Expecting %s %s, but it is %s", context, what, now);
        }
        return this;
    }
}
