/** Virtual time for a test: one run whose clock can be held and moved. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.clock;
