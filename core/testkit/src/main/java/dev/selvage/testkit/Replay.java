package dev.selvage.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link SimulationTest}: run this one schedule, and no other. For a bug that was found, as the test that it does not come
 * back; the test fails when the schedule has become impossible to follow.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Replay {
    /** {@return the token of the failure} */
    String value();
}
