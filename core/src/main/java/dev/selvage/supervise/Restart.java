package dev.selvage.supervise;

/** Which ends of a child a supervisor answers with a restart. After OTP. */
public enum Restart {
    /** Every end: the child is to run as long as its supervisor. */
    PERMANENT,
    /** A failure; a child that returns is done. */
    TRANSIENT,
    /** None. */
    TEMPORARY;

    boolean wanted(boolean failed) {
        return this == PERMANENT || (this == TRANSIENT && failed);
    }
}
