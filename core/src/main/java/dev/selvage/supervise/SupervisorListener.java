package dev.selvage.supervise;

import java.time.Duration;

/**
 * Is told what happens to the children of a supervisor. Called on the supervisor's thread, in order, one at a time: let it be
 * quick, and do not add or remove children from it. What it throws is logged and disturbs nothing.
 */
public interface SupervisorListener {

    /**
     * A child was started, for the first time or again.
     *
     * @param child the child
     */
    default void childStarted(ChildStatus child) {}

    /**
     * A child said that it is ready; only for one that was to say so.
     *
     * @param child the child
     */
    default void childReady(ChildStatus child) {}

    /**
     * A child has ended, in whatever way; {@link ChildExit#failure()} says whether it crashed.
     *
     * @param child the child
     * @param exit how
     */
    default void childEnded(ChildStatus child, ChildExit exit) {}

    /**
     * A child will be restarted; comes after {@link #childEnded}.
     *
     * @param child the child
     * @param backOff how long from now
     */
    default void childRestarting(ChildStatus child, Duration backOff) {}
}
