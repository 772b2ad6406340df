package dev.selvage.testkit.internal.junit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** What went wrong in a test and in what follows it: the first counts, the others are suppressed in it. Not thread-safe. */
final class Failures {
    private @Nullable Throwable first;

    /** Some code of a test. */
    @FunctionalInterface
    interface Code {
        /** Runs it. */
        void run() throws Throwable;
    }

    /** Runs some code, whatever went wrong before; what it throws is kept. */
    void collect(Code code) {
        try {
            code.run();
        } catch (Throwable failure) {
            add(failure);
        }
    }

    /** A failure goes before an assumption that did not hold, as JUnit has it. */
    private void add(Throwable failure) {
        Throwable known = first;
        if (known == null) {
            first = failure;
        } else if (known instanceof TestAbortedException && !(failure instanceof TestAbortedException)) {
            failure.addSuppressed(known);
            first = failure;
        } else if (known != failure) {
            known.addSuppressed(failure);
        }
    }

    /** Throws what counts, if there is something. */
    void throwFirst() throws Throwable {
        if (first != null) {
            throw first;
        }
    }
}
