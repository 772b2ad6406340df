package dev.selvage.testkit;

import dev.selvage.testkit.internal.junit.ReplayExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a {@link SimulationTest}: run this one schedule, and no other. First to see the bug again, and again: the test fails as it did, and
 * says so when it has become impossible to follow the schedule to its end. Then, once it is {@link #mended}, as the test that the bug
 * does not come back.
 *
 * <p>On a test of another kind it is refused: where a test calls {@link Simulation#explore explore}, take {@link Simulation#replay replay}
 * or {@link Simulation#follow follow} in its place.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReplayExtension.class)
public @interface Replay {
    /** {@return the token of the failure} */
    String value();

    /**
     * {@return whether the bug is mended: then the schedule is followed as far as the code still goes that way, and must not fail; where
     * it leads from there is no failure}
     */
    boolean mended() default false;
}
