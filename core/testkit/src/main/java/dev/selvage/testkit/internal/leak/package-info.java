/** How leaks are found: accounts of what was made, and for whom. Not exported. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.leak;
