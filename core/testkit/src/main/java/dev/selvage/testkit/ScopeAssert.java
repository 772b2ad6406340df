package dev.selvage.testkit;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.Goroutines;
import dev.selvage.Scope;
import dev.selvage.context.CancelReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a scope; see {@link ScopeAssertions}. */
public final class ScopeAssert extends AbstractAssert<ScopeAssert, @Nullable Scope> {
    /** Set before the assertion it is for, on the same thread. */
    private Patience patience = Patience.NONE;

    ScopeAssert(@Nullable Scope scope) {
        super(scope, ScopeAssert.class);
    }

    /**
     * Lets the assertions that follow wait, in real time, for what they assert.
     *
     * @param atMost how long
     * @return this
     * @throws IllegalArgumentException if {@code atMost} is negative
     */
    public ScopeAssert within(Duration atMost) {
        patience = new Patience(Objects.requireNonNull(atMost, "atMost"));
        return this;
    }

    /**
     * No goroutine of the scope lives, daemons included.
     *
     * @return this
     */
    public ScopeAssert hasNoGoroutines() {
        return hasGoroutines(0);
    }

    /**
     * So many goroutines of the scope live, daemons included, those of inner scopes not.
     *
     * @param count how many
     * @return this
     */
    public ScopeAssert hasGoroutines(int count) {
        Scope scope = scope();
        if (!patience.holds(() -> goroutines(scope).size() == count)) {
            throw failure("Expecting %s to have %s, but it has%s", scope, goroutines(count), text(goroutines(scope)));
        }
        return this;
    }

    /**
     * A goroutine of that name lives in the scope.
     *
     * @param name its name
     * @return this
     */
    public ScopeAssert hasGoroutine(String name) {
        Objects.requireNonNull(name, "name");
        Scope scope = scope();
        if (!patience.holds(
                () -> goroutines(scope).stream().anyMatch(info -> info.name().equals(name)))) {
            throw failure(
                    "Expecting %s to have a goroutine \"%s\", but it has%s", scope, name, text(goroutines(scope)));
        }
        return this;
    }

    /**
     * The scope was not cancelled.
     *
     * @return this
     */
    public ScopeAssert isNotCancelled() {
        context().isNotCancelled();
        return this;
    }

    /**
     * The scope was cancelled for a reason of that kind. A scope that has ended counts as {@link CancelReason.Kind#CLOSED} if
     * nothing else came first.
     *
     * @param kind the kind of the reason
     * @return this
     */
    public ScopeAssert isCancelled(CancelReason.Kind kind) {
        context().isCancelled(kind);
        return this;
    }

    /**
     * The scope was cancelled for a reason whose message contains a text.
     *
     * @param text part of the message
     * @return this
     */
    public ScopeAssert isCancelledBecause(String text) {
        context().isCancelledBecause(text);
        return this;
    }

    private ContextAssert context() {
        return new ContextAssert(scope().context()).within(patience.atMost());
    }

    private Scope scope() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    private static List<GoroutineInfo> goroutines(Scope scope) {
        return Goroutines.snapshot(scope).goroutines();
    }

    private static String goroutines(int count) {
        return count == 0 ? "no goroutines" : count == 1 ? "1 goroutine" : count + " goroutines";
    }

    private static String text(List<GoroutineInfo> goroutines) {
        return goroutines.isEmpty()
                ? " none"
                : goroutines.stream()
                        .map(info -> "\n  " + info.path() + " [" + info.waitingFor() + "], created at "
                                + info.createdAt().map(Object::toString).orElse("an unknown place"))
                        .collect(Collectors.joining());
    }
}
