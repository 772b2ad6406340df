package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import java.io.Serial;

/** The interrupt that a cancelled context makes of a blocking operation: it knows which cancellation it belongs to. */
public final class Interruption extends InterruptedException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CancelReason reason;

    /** For the reason of the context in which the operation was called. */
    public Interruption(CancelReason reason) {
        super(reason.toString());
        this.reason = reason;
        reason.cause().ifPresent(this::initCause);
    }

    /** Why the context was cancelled. */
    public CancelReason reason() {
        return reason;
    }
}
