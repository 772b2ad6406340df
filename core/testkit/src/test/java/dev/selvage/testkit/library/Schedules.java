package dev.selvage.testkit.library;

import dev.selvage.testkit.SimulationOptions;
import java.time.Duration;

/** Under how many schedules each scenario is tried, and what scenarios share. */
final class Schedules {
    static final SimulationOptions SOME =
            SimulationOptions.defaults().withSchedules(Integer.getInteger("selvage.library.schedules", 300));

    /** Timers that are due at the same instant are fired in any order, so what ends by one races with what begins by another. */
    static final Duration TICK = Duration.ofMillis(1);

    private Schedules() {}
}
