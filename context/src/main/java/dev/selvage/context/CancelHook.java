package dev.selvage.context;

import java.util.concurrent.CompletionException;

/**
 * A hook that may throw a checked exception, so that {@code ctx.onCancel(statement::cancel)} compiles. A {@link Runnable} as
 * well, so that a lambda fits without a cast.
 */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // a subtype, or the overload would be ambiguous for a lambda
public interface CancelHook extends Runnable {

    /**
     * Aborts the work.
     *
     * @throws Exception what went wrong; it is logged
     */
    void cancel() throws Exception;

    /** Calls {@link #cancel}. A checked exception leaves as the cause of a {@link CompletionException}. */
    @Override
    default void run() {
        try {
            cancel();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new CompletionException(checked);
        }
    }
}
