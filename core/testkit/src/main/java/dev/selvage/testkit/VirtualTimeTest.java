package dev.selvage.testkit;

import dev.selvage.testkit.internal.junit.VirtualTimeExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of JUnit Jupiter's that is run in virtual time: {@link VirtualTime#run} of the method, which may take the {@link
 * VirtualClock}, and of its {@code @BeforeEach} and {@code @AfterEach}, which may take it too. The instance is made before, so what
 * its fields are set to at once goes by the real time; so do other extensions.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(VirtualTimeExtension.class)
public @interface VirtualTimeTest {
    /** {@return what decides the order of what is due at the same instant} */
    long seed() default 0;

    /** {@return whether the time moves by itself} */
    boolean autoAdvance() default true;

    /** {@return milliseconds of real time that may pass while somebody waits for the world outside} */
    long outsideMillis() default 10_000;

    /** {@return steps after which it counts as going on for ever} */
    int stepLimit() default 10_000_000;
}
