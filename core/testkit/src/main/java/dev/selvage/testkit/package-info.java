/**
 * What tests of concurrent code need.
 *
 * <ul>
 *   <li>{@link dev.selvage.testkit.Policy}: how a simulation chooses who goes next.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit;
