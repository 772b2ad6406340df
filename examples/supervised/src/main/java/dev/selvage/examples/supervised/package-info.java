/**
 * A job runner whose workers crash on purpose and come back: {@link dev.selvage.examples.supervised.Main} runs it, {@link
 * dev.selvage.examples.supervised.JobRunner} is the service. The guide {@code docs/supervision.md} refers to it.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.examples.supervised;
