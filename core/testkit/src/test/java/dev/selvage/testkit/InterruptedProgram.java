package dev.selvage.testkit;

/** Run in a JVM of its own: somebody is interrupted as simulations are used for the first time. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] none) throws Exception {
        Thread.currentThread().interrupt();
        try {
            VirtualTime.run(clock -> clock.settle());
        } catch (SimulationFailedError interrupted) {
            System.out.println(interrupted.getMessage());
        }
        System.out.println("flag " + Thread.interrupted());
        VirtualTime.run(clock -> System.out.println("ran"));
    }
}
