package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.internal.sched.Finding;
import org.jspecify.annotations.Nullable;

/** Skipped tests, as opentest4j has them: JUnit brings it along, other frameworks may not. */
final class Skipping {
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    private Skipping() {}

    /**
     * What skips a test.
     *
     * @throws SimulationFailedError if there is nothing of the kind
     */
    static RuntimeException because(String message) {
        try {
            return Opentest4j.skip(message);
        } catch (NoClassDefFoundError e) {
            String why = message + "; " + Available.SETTING
                    + "=skip cannot skip the test, for that needs org.opentest4j on the class path";
            throw new SimulationFailedError(why, null, e);
        }
    }

    /** The assumption that did not hold, if that is what a run came to. */
    static @Nullable RuntimeException by(@Nullable Finding finding) {
        Throwable thrown = finding == null ? null : finding.cause();
        return thrown instanceof RuntimeException unchecked && isSkip(thrown.getClass()) ? unchecked : null;
    }

    /** By name: the class may be missing. */
    private static boolean isSkip(@Nullable Class<?> type) {
        return type != null && (type.getName().equals(ABORTED) || isSkip(type.getSuperclass()));
    }

    /** In a class of its own, which is loaded only when it is needed. */
    private static final class Opentest4j {
        static RuntimeException skip(String message) {
            return new org.opentest4j.TestAbortedException(message);
        }
    }
}
