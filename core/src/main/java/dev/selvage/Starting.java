package dev.selvage;

import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.AnyNode;
import dev.selvage.context.internal.CreationSite;
import dev.selvage.context.internal.Frame;
import org.jspecify.annotations.Nullable;

/** The rules of who may start what in a scope, and what a new goroutine inherits. */
final class Starting {
    private Starting() {}

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

    static <T extends @Nullable Object> GoroutineImpl<T> make(
            ScopeImpl scope, @Nullable String name, Object task, boolean daemon, @Nullable Ambient caller) {
        AbstractContext here = context(scope, caller);
        boolean below = here == scope.node || here.isBelow(scope.node);
        GoroutineImpl<T> goroutine = new GoroutineImpl<>(
                scope, name, task, daemon, here, caller == null ? 0 : startedBy(caller), CreationSite.capture());
        if (!below) {
            goroutine.own(AnyNode.below(here, scope.node, goroutine));
        } else if (here.source() != scope.node) {
            goroutine.context(); // a cancellation between the scope and here must reach it
        }
        return goroutine;
    }

    /** What the caller runs in; a caller that runs in nothing starts in the scope's own context. */
    private static AbstractContext context(ScopeImpl scope, @Nullable Ambient caller) {
        AbstractContext here =
                caller == null ? Ambient.currentContext() : caller.topFrame().context();
        return here == AbstractContext.background() ? scope.node : here;
    }

    private static long startedBy(Ambient caller) {
        if (caller instanceof GoroutineImpl<?> goroutine) {
            return goroutine.id();
        }
        return ScopeImpl.level(caller) instanceof ScopeImpl scope ? scope.bodyId : 0;
    }
}
