package dev.selvage.channel;

/** Which value a full channel drops, instead of letting the sender wait. */
public enum Overflow {
    /** The one that has been in it for longest. */
    DROP_OLDEST,
    /** The one being sent. */
    DROP_NEWEST
}
