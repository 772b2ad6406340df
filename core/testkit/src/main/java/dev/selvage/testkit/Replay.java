package dev.selvage.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link SimulationTest}: run this one schedule, and no other. First to see the bug again, and again: the test fails as it did, and
 * says so when it has become impossible to follow the schedule to its end. Then, once it is {@link #mended}, as the test that the bug
 * does not come back.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Replay {
    /** {@return the token of the failure} */
    String value();

    /**
     * {@return whether the bug is mended: then the schedule is followed as far as the code still goes that way, and must not fail; where
     * it leads from there is no failure}
     */
    boolean mended() default false;
}
