package dev.selvage.context;

import java.io.Serial;

/** Says that work ended because a deadline passed; the reason's message says whose deadline it was. */
public class DeadlineExceededException extends CancelledException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception for a reason.
     *
     * @param reason why the work ended; its kind is {@link CancelReason.Kind#DEADLINE}
     */
    public DeadlineExceededException(CancelReason reason) {
        super(reason);
    }
}
