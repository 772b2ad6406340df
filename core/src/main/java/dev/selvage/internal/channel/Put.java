package dev.selvage.internal.channel;

/** What became of a value. */
public enum Put {
    /** Sent, or dropped by the overflow. */
    DONE,
    /** No room, nobody waits. */
    FULL,
    /** It will never be sent. */
    CLOSED
}
