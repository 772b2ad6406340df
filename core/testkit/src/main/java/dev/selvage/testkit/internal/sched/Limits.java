package dev.selvage.testkit.internal.sched;

import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param steps steps before it counts as going round in circles
 * @param outside real time that it may wait for the world outside
 * @param grace real time to give the world outside when nothing else can happen, unless it is sure that it could do nothing
 * @param traced whether what happens is kept, to be shown or repeated
 */
public record Limits(int steps, Duration outside, Duration grace, boolean traced) {
    /** The same with another grace. */
    public Limits withGrace(Duration newGrace) {
        return new Limits(steps, outside, newGrace, traced);
    }
}
