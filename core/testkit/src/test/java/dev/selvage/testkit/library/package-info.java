/**
 * The library's own code under simulation. Here, and not beside the code, because the testkit is built after it. Each scenario is tried
 * under some hundred schedules in every build, and under as many as {@code -Dselvage.library.schedules} says.
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.library;
