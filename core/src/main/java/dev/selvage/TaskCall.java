package dev.selvage;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls what {@code go} was given: a callable or a task, kept as one object so that starting wraps nothing. */
final class TaskCall {
    private TaskCall() {}

    /** Gives the result of a {@code Callable<? extends T>}; null for a task, which is only taken where T is Void. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> T call(Object work) throws Exception {
        if (work instanceof Callable<?> callable) {
            return (T) callable.call();
        }
        ((Task) work).run();
        return (T) null;
    }
}
