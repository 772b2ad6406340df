package dev.selvage;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Park;
import dev.selvage.internal.jdk.TaskScope;
import org.jspecify.annotations.Nullable;

/** Runs a body in a scope, on the calling thread, inside the one binding that shows the scope to threads forked below. */
final class BodyRun<T extends @Nullable Object, X extends Throwable> implements Runnable {
    private final ScopeImpl scope;
    private final Scope.Op<? extends T, X> body;

    /** What the body returned. Only the owner's thread, as is {@link #leaving}. */
    private @Nullable T value;

    private @Nullable Throwable leaving;

    private BodyRun(ScopeImpl scope, Scope.Op<? extends T, X> body) {
        this.scope = scope;
        this.body = body;
    }

    static <T extends @Nullable Object, X extends Throwable> T call(Options options, Scope.Op<? extends T, X> body)
            throws X, InterruptedException {
        Park.refuseInterrupted();
        BodyRun<T, X> run = new BodyRun<>(ScopeImpl.create(options, true), body);
        ScopedValue.where(Ambient.HOME, run.scope).run(run);
        return run.result();
    }

    @Override
    public void run() {
        scope.begin();
        Throwable thrown = null;
        try {
            value = body.call(scope);
        } catch (Throwable failure) {
            thrown = TaskScope.explained(failure);
        }
        leaving = scope.end.run(thrown);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a null is the body's own, so its T admits it
    private T result() throws X, InterruptedException {
        if (leaving == null) {
            return value;
        }
        if (leaving instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        throw (X) leaving; // the body's own, which is an X or unchecked, or one of ours, which is unchecked
    }
}
