package dev.selvage.benchmarks;

/** Something that can be measured, in a JVM of its own each time. Equal subjects are measured once a round. */
sealed interface Subject permits JmhSubject, ChildSubject, Allocated, Subject.Given {
    /**
     * Measures.
     *
     * @param effort how long
     * @return the figures, or {@link Sample#FAILED} after a line on the standard error
     */
    Sample measure(Effort effort) throws InterruptedException;

    /**
     * A figure from elsewhere.
     *
     * @param value what it is
     */
    record Given(double value) implements Subject {
        @Override
        public Sample measure(Effort effort) {
            return new Sample(value, Double.NaN);
        }
    }
}
