/**
 * For tests of concurrent code: leaks caught, time that obeys, schedules that replay.
 *
 * <p>JUnit Jupiter and AssertJ are needed only by what is named after them; all else works in any test framework, or none.
 */
@org.jspecify.annotations.NullMarked
module dev.selvage.testkit {
    requires transitive dev.selvage.core;
    requires jdk.management;
    requires static org.jspecify;
    requires org.slf4j;
    requires jdk.unsupported; // sun.reflect.ReflectionFactory, found by name where java.lang is not open
    requires static transitive org.junit.jupiter.api;
    requires static org.junit.platform.launcher;
    requires static transitive org.assertj.core;

    exports dev.selvage.testkit;

    provides org.junit.jupiter.api.extension.Extension with
            dev.selvage.testkit.LeakCheckExtension;
    provides org.junit.platform.launcher.TestExecutionListener with
            dev.selvage.testkit.internal.junit.ReplayListener;
}
