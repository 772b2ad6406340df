package dev.selvage;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls what {@code go} was given: a callable or a task, kept as one object so that starting wraps nothing. */
final class TaskCall {
    private TaskCall() {}

    /** Gives the callable's result, or null for a task. */
    @SuppressWarnings({"unchecked", "NullAway"}) // go() took a Callable<? extends T>, or a Task where T is @Nullable Void
    static <T extends @Nullable Object> T call(Object work) throws Exception {
        if (work instanceof Callable<?> callable) {
            return (T) callable.call();
        }
        ((Task) work).run();
        return (T) null;
    }
}
