/** Engines of the testkit. Not exported. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal;
