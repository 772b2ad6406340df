/** Many runs of one body: which schedules to try, what to say of one that failed, and how to repeat it. */
@org.jspecify.annotations.NullMarked
package dev.selvage.testkit.internal.explore;
