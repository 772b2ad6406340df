/**
 * What goroutines are for, as small programs: {@link dev.selvage.examples.tour.Tour} lists them and runs them. The guide
 * {@code docs/tour.md} walks through them in the same order.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.examples.tour;
