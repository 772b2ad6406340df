package dev.selvage.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After each test, whatever it started and still lives fails it: goroutines, open scopes, contexts with a pending timer that
 * nobody closed, {@code onCancel} hooks that run, tickers and timers, threads that wait at a channel.
 *
 * {@snippet class=dev.selvage.testkit.LeakSnippets region=annotation}
 *
 * <p>Each test answers for what it made itself, its goroutines and threads included, and for nothing else: tests may run in
 * parallel. A class answers for what its constructor (where one instance serves all tests), {@code @BeforeAll} and {@code
 * @AfterAll} made. The check comes last, after {@code @AfterEach} and {@code @AutoClose}. A test that fails by itself keeps its
 * failure; what leaked is suppressed in it. What leaked is cancelled after the report, so that it disturbs no other test.
 *
 * <p>On a method it takes the place of that on the class, which takes the place of that on the enclosing class. For all tests
 * without any annotation, switch on JUnit's {@code junit.jupiter.extensions.autodetection.enabled}; the configuration
 * parameter {@value #ENABLED} ({@code false}) switches that off again. Where JUnit finds extensions by itself for other reasons,
 * annotations still say what they say. What the configuration parameter {@value #IGNORE} names (as {@link #ignore}, with commas
 * between) is no leak in any test, whatever its annotation ignores besides.
 *
 * <p>Needs JUnit Jupiter 5.13 or later, or 6.
 *
 * @see Leaks the same without JUnit
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LeakCheckExtension.class)
public @interface LeakCheck {
    /** The configuration parameter that switches off, with {@code false}, what JUnit found by itself. */
    String ENABLED = "selvage.leakCheck";

    /** The configuration parameter for what is ignored in all tests, with commas between. */
    String IGNORE = "selvage.leakCheck.ignore";

    /** {@return whether to check; {@code false} spares a test or class that leaks on purpose} */
    boolean value() default true;

    /** {@return what is no leak, by name or creator; see {@link LeakOptions#ignoring}} */
    String[] ignore() default {};

    /** {@return how long what is just ending may take, in milliseconds of real time; see {@link LeakOptions#settling}} */
    long settleMillis() default 1000;

    /** {@return whether virtual threads outside of any scope count; see {@link LeakOptions#withThreads}} */
    boolean threads() default false;
}
