package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;

/** Skipped tests, as opentest4j has them: JUnit brings it along, other frameworks may not. */
final class Skipping {
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

    /** In a class of its own, which is loaded only when it is needed. */
    private static final class Opentest4j {
        static RuntimeException skip(String message) {
            return new org.opentest4j.TestAbortedException(message);
        }
    }
}
