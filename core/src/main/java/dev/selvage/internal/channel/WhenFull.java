package dev.selvage.internal.channel;

/** What happens to a value for which there is no room. */
public enum WhenFull {
    /** The sender waits. */
    WAIT,
    /** The oldest value goes. */
    DROP_OLDEST,
    /** The value that was sent goes. */
    DROP_NEWEST
}
