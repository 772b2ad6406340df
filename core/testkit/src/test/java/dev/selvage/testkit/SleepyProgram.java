package dev.selvage.testkit;

/** Run in a JVM of its own: a simulation that sleeps by the system's clock. */
final class SleepyProgram {
    private SleepyProgram() {}

    public static void main(String[] none) {
        Simulation.explore(SimulationOptions.defaults().withSchedules(3), sim -> Thread.sleep(1));
        System.out.println("done");
    }
}
