package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Interruption;
import org.jspecify.annotations.Nullable;

/** Tells an exception that a cancellation caused from one that only looks like it: by the reason's identity. */
final class Cancellations {
    private Cancellations() {}

    /**
     * The reason whose echo an exception is: {@code reason}, or null if the exception is no echo of it.
     *
     * @param interrupted whether we interrupted the thread for it; decides for the JDK's own InterruptedException
     */
    static @Nullable CancelReason echoed(@Nullable CancelReason reason, Throwable thrown, boolean interrupted) {
        boolean echo = switch (thrown) {
            case Interruption ours -> ours.reason() == reason;
            case CancelledException ours -> ours.reason() == reason;
            case InterruptedException plain -> interrupted;
            default -> false;
        };
        return echo ? reason : null;
    }

    /** An interrupt by a narrower context, on leaving what it was meant for, is what it was. */
    static Throwable unveiled(Throwable thrown) {
        return thrown instanceof Interruption other ? CancelledException.of(other.reason()) : thrown;
    }
}
