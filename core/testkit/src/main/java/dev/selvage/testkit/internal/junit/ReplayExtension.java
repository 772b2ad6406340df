package dev.selvage.testkit.internal.junit;

import dev.selvage.testkit.Replay;
import dev.selvage.testkit.SimulationTest;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Refuses a {@link Replay} that nobody would obey: the test would explore as ever, and look as if the bug were gone. */
public final class ReplayExtension implements BeforeEachCallback {
    /** For JUnit. */
    public ReplayExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        if (!method.isAnnotationPresent(SimulationTest.class)) {
            throw new IllegalStateException("@Replay is for a @SimulationTest, which " + method.getName()
                    + " is not. Where a test calls Simulation.explore, take Simulation.replay(token, body) in its place, or"
                    + " Simulation.follow once the bug is mended; or set -Dselvage.sim.replay");
        }
    }
}
