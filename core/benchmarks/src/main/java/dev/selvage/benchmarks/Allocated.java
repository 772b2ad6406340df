package dev.selvage.benchmarks;

/**
 * What another allocates, as the figure that is compared.
 *
 * @param by the other
 */
record Allocated(Subject by) implements Subject {
    @Override
    public Sample measure(Effort effort) throws InterruptedException {
        return new Sample(by.measure(effort).bytes(), Double.NaN);
    }
}
