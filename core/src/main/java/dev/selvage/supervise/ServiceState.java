package dev.selvage.supervise;

/** Where a service is in its life. */
public enum ServiceState {
    /** Its work has begun and has not said that it is ready. */
    STARTING,
    /** It is up. */
    READY,
    /** It was asked to stop, and has not ended. */
    STOPPING,
    /** It has ended, and has not failed. */
    STOPPED,
    /** It has ended by a failure. */
    FAILED
}
