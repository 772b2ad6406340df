package dev.selvage.benchmarks;

/**
 * What one run showed.
 *
 * @param value the figure that is compared, in the unit of its {@link Work}; NaN if the run failed
 * @param bytes what was allocated or used beside it; NaN if that is not a question of its own
 */
record Sample(double value, double bytes) {
    static final Sample FAILED = new Sample(Double.NaN, Double.NaN);
}
