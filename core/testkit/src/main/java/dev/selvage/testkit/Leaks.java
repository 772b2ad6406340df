package dev.selvage.testkit;

import dev.selvage.context.Context;

/**
 * Leak checks without any test framework; with JUnit, {@link LeakCheck} does the same for every test. After {@code
 * uber-go/goleak}, whose {@code VerifyNone} looks at all goroutines of the process: here each check knows its own.
 *
 * <p>All methods are safe from any thread.
 */
public final class Leaks {
    private Leaks() {}

    /** {@return the options that everything starts from: nothing ignored, one second to settle, no threads} */
    public static LeakOptions options() {
        return LeakOptions.DEFAULT;
    }

    /**
     * Runs something and fails if anything that it made lives on; see {@link LeakOptions#check}.
     *
     * @param body what to run, on the calling thread
     * @param <X> what it may throw
     * @throws X if the body does; a leak is then suppressed in it
     * @throws LeakError if something lives on
     */
    public static <X extends Throwable> void check(Context.Body<X> body) throws X {
        options().check(body);
    }

    /**
     * Fails if anything lives; see {@link LeakOptions#verifyNone}.
     *
     * @throws LeakError if something lives
     */
    public static void verifyNone() {
        options().verifyNone();
    }
}
