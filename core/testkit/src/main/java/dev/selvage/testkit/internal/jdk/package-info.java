/** The only place that touches what the JDK does not export, virtual threads on a scheduler of ours, or that reflects on the code of users. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.jdk;
