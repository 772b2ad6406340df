package dev.selvage;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Frame;
import org.jspecify.annotations.Nullable;

/** The rules of who may start goroutines in a scope. */
final class StartRules {
    private StartRules() {}

    /**
     * Refuses a start that the rules do not allow.
     *
     * @param level the innermost scope or goroutine around the caller
     * @param mayBlock whether the start would wait for a slot
     */
    static void refuse(ScopeImpl scope, @Nullable Frame level, boolean mayBlock) {
        if (scope.roster.isSealed()) {
            throw closed(scope);
        }
        if (level == scope || scope.options.isShared()) {
            return;
        }
        if (!(level instanceof GoroutineImpl<?> goroutine) || goroutine.scope != scope) {
            throw new IllegalStateException(outside(scope, level));
        }
        if (mayBlock) {
            throw new IllegalStateException("A goroutine of " + scope + ", whose limit is " + scope.options.limit()
                    + ", may not wait for a slot of it while it holds one: that can deadlock. Use tryGo(), or open the scope"
                    + " with shared(), where starts queue");
        }
    }

    /** The innermost scope around the calling code. */
    static Scope currentScope() {
        if (Ambient.currentHome() instanceof ScopeImpl scope) {
            return scope;
        }
        throw new IllegalStateException(
                "There is no scope around this code: goroutines are started inside of Scope.call, Scope.run or Scope.open");
    }

    static IllegalStateException closed(ScopeImpl scope) {
        return new IllegalStateException(
                scope + " is closed: nothing can be started in it any more. Start before its body ends");
    }

    private static String outside(ScopeImpl scope, @Nullable Frame level) {
        if (level instanceof ScopeImpl inner && inner.ambient.isOpen(scope)) {
            return "An inner scope, " + inner + ", is open here, so nothing can be started in " + scope
                    + ". Start in the inner scope, or open the outer one with shared()";
        }
        return "Only the owner of " + scope + " and its own goroutines may start in it, but this is "
                + (level == null ? "thread " + Thread.currentThread() : "code of " + level)
                + ". Open the scope with shared() to let any thread start in it";
    }
}
