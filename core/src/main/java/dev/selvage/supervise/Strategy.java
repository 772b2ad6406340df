package dev.selvage.supervise;

/** Who is restarted with a child that ended. After OTP. */
public enum Strategy {
    /** Nobody: the children do not depend on one another. */
    ONE_FOR_ONE,
    /** All: the children depend on one another. */
    ONE_FOR_ALL,
    /** Those that come after it: each may depend on those before it. */
    REST_FOR_ONE
}
