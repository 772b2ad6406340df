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
 * A test of JUnit Jupiter's that is run under many schedules: {@link Simulation#explore} of the method.
 *
 * <p>Each schedule has an instance of the test class of its own, whatever the {@code @TestInstance}: made anew, with its
 * {@code @BeforeEach} and {@code @AfterEach} methods inside of the schedule, which run nowhere else, and what is
 * {@code @AutoClose} closed after them. Whoever resolves parameters for JUnit does so for each schedule; all these methods may take
 * the {@link Simulation} as well.
 *
 * <p>Other extensions see one test: their callbacks come once around all schedules, and what they set is set in JUnit's own
 * instance, which no schedule runs on, and whose {@code @BeforeEach} and {@code @AfterEach} nobody calls: what its constructor and
 * field initializers have made, such as an open scope, is no leak, and is ended after the test; those of a class around a nested
 * one only where it has a {@link LeakCheck}. From there the fields are handed over to each schedule's that an extension (as for
 * {@code @TempDir}) has set and the class itself leaves null, those of primitive type only with an annotation, and all that are {@code
 * @RegisterExtension}. With one instance for all tests ({@code PER_CLASS}) all that are not final and hold something else than in a new
 * instance are, as {@code @BeforeAll} and plain tests have left them; but where both hold an object of one class that is without {@code
 * equals}, each schedule has its own. Schedules share what is handed over: they must leave it as they find it.
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
