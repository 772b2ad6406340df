package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.internal.explore.Requested;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Has a token that was no test's said even where no simulation runs. JUnit finds it by itself. */
public final class ReplayListener implements TestExecutionListener {
    /** For JUnit. */
    public ReplayListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Requested.watch();
    }
}
