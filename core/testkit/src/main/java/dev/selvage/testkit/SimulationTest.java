package dev.selvage.testkit;

import dev.selvage.testkit.internal.junit.SimulationExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of JUnit Jupiter's that is run under many schedules: {@link Simulation#explore} of the method. Each schedule has an
 * instance of the test class of its own, with its {@code @BeforeEach} and {@code @AfterEach} inside. The method may take the {@link
 * Simulation}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(SimulationExtension.class)
public @interface SimulationTest {
    /** {@return how many schedules to try} */
    int schedules() default 1_000;

    /** {@return how each is chosen} */
    Policy policy() default Policy.MIXED;

    /** {@return for {@link Policy#PCT}: how many ordering constraints a bug may need} */
    int depth() default 3;

    /** {@return what all choices depend on} */
    long seed() default 1;

    /** {@return steps after which a schedule counts as a livelock} */
    int stepLimit() default 20_000;

    /** {@return milliseconds of real time that a schedule may wait for the world outside} */
    long outsideMillis() default 5_000;
}
