package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.SimulationFailedError;
import dev.selvage.testkit.internal.jdk.VirtualThreads;
import org.jspecify.annotations.Nullable;

/** Whether this JDK lets its virtual threads be simulated: found out once, by a small simulation. */
public final class Available {
    /** {@code fail} or {@code skip}: what a test does that cannot be simulated. */
    static final String SETTING = "selvage.sim.unavailable";

    /** Why not; null: it is available. Once for the JVM. */
    private static final @Nullable String REFUSAL = find();

    private Available() {}

    /**
     * Returns if simulations work here.
     *
     * @throws SimulationFailedError if not; where the setting says so, and opentest4j is there, what skips a test instead
     */
    public static void orThrow() {
        if (REFUSAL != null) {
            String message = "simulation not available on this JDK: " + REFUSAL;
            if ("skip".equals(System.getProperty(SETTING))) {
                throw Skipping.because(message);
            }
            throw new SimulationFailedError(message, null, null);
        }
    }

    private static @Nullable String find() {
        String missing = VirtualThreads.missing();
        return missing != null ? missing : SelfCheck.failure();
    }
}
