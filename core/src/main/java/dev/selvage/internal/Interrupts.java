package dev.selvage.internal;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Interruption;
import java.util.Optional;

/** Interrupts where a method may not throw {@link InterruptedException}, as in iteration and in streams. */
public final class Interrupts {
    private Interrupts() {}

    /** Sets the interrupt again, and gives what to throw instead. */
    public static CancelledException kept(InterruptedException interrupt, String doing) {
        Ambient.keepInterrupt();
        return CancelledException.of(
                interrupt instanceof Interruption ours
                        ? ours.reason()
                        : new CancelReason(
                                CancelReason.Kind.INTERRUPTED, "interrupted while " + doing, Optional.of(interrupt)));
    }
}
