package dev.selvage.testkit;

import dev.selvage.Goroutine;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Assertions for AssertJ on scopes, goroutines, outcomes and contexts; import them beside AssertJ's own.
 *
 * {@snippet class=dev.selvage.testkit.ScopeAssertionsSnippets region=assertions}
 *
 * <p>An assertion looks once. Where the other thread may need a moment in real time, {@code within} makes it look again and again;
 * in virtual time, settle the clock first instead.
 */
public final class ScopeAssertions {
    private ScopeAssertions() {}

    /**
     * Starts assertions on a scope.
     *
     * @param scope the scope
     * @return its assertions
     */
    public static ScopeAssert assertThat(@Nullable Scope scope) {
        return new ScopeAssert(scope);
    }

    /**
     * Starts assertions on a goroutine. Those on its outcome count as having been told of a failure, where the scope is isolated.
     *
     * @param goroutine the goroutine
     * @param <T> the type of its result
     * @return its assertions
     */
    public static <T extends @Nullable Object> GoroutineAssert<T> assertThat(@Nullable Goroutine<T> goroutine) {
        return new GoroutineAssert<>(goroutine);
    }

    /**
     * Starts assertions on an outcome.
     *
     * @param outcome the outcome
     * @param <T> the type of the result
     * @return its assertions
     */
    public static <T extends @Nullable Object> OutcomeAssert<T> assertThat(@Nullable Outcome<T> outcome) {
        return new OutcomeAssert<>(outcome);
    }

    /**
     * Starts assertions on a context.
     *
     * @param context the context
     * @return its assertions
     */
    public static ContextAssert assertThat(@Nullable Context context) {
        return new ContextAssert(context);
    }
}
