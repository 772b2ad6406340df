package dev.selvage.context.internal;

import org.jspecify.annotations.Nullable;

/** A link of one of the wheel's rings: the head of a ring, or a timeout in it. */
abstract sealed class TimerLink permits Timeout, TimerBucket {

    // Both null while in no ring. Read and written under the lock of the wheel's driver.
    @Nullable
    TimerLink prev;

    @Nullable
    TimerLink next;
}
