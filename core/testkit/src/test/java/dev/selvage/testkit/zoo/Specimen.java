package dev.selvage.testkit.zoo;

import dev.selvage.testkit.Simulation;

/**
 * A bug, planted, and its repaired twin.
 *
 * @param name what people call it
 * @param broken fails under some schedule
 * @param repaired fails under none
 */
record Specimen(String name, Simulation.Body broken, Simulation.Body repaired) {
    @Override
    public String toString() {
        return name;
    }
}
