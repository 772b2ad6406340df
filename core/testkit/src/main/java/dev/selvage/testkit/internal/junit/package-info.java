/** What JUnit Jupiter calls. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.junit;
