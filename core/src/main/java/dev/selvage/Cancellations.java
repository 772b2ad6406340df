package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Interruption;
import org.jspecify.annotations.Nullable;

/** Tells an exception that a cancellation caused from one that only looks like it: by the reason's identity. */
final class Cancellations {
    private Cancellations() {}

    /**
     * Whether an exception is the echo of a cancellation.
     *
     * @param interrupted whether we interrupted the thread for it; decides for the JDK's own InterruptedException
     */
    @org.jspecify.annotations.NullUnmarked // the contract "true implies reason != null" has no annotation
    static boolean causedBy(@Nullable CancelReason reason, Throwable thrown, boolean interrupted) {
        if (reason == null) {
            return false;
        }
        return switch (thrown) {
            case Interruption ours -> ours.reason() == reason;
            case CancelledException ours -> ours.reason() == reason;
            case InterruptedException plain -> interrupted;
            default -> false;
        };
    }

    /** An interrupt by a narrower context, on leaving what it was meant for, is what it was. */
    static Throwable unveiled(Throwable thrown) {
        return thrown instanceof Interruption other ? CancelledException.of(other.reason()) : thrown;
    }
}
