/** Faults at schedule points. Not exported. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.fault;
