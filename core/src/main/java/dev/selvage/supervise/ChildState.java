package dev.selvage.supervise;

/** Where a child is in its life. */
public enum ChildState {
    /** It has not been started: those before it are not ready yet. */
    WAITING,
    /** It runs and has not said that it is ready. */
    STARTING,
    /** It runs. */
    RUNNING,
    /** It ended and will be restarted after a while. */
    BACKING_OFF,
    /** It was asked to stop, and has not ended. */
    STOPPING,
    /** Its supervisor has stopped it. */
    STOPPED,
    /** It returned, and that was all. */
    COMPLETED,
    /** It failed, and is not restarted. */
    FAILED;

    /** Whether there is something to be started. */
    boolean isStartable() {
        return this == WAITING || this == BACKING_OFF;
    }

    /** Whether those after it need not wait for it. */
    boolean isUp() {
        return this == RUNNING || isOver();
    }

    /** Whether it has ended for good. */
    boolean isOver() {
        return this == STOPPED || this == COMPLETED || this == FAILED;
    }
}
