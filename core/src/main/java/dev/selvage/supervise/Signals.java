package dev.selvage.supervise;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.internal.OneShot;
import org.jspecify.annotations.Nullable;

/** What goes between one run of long-lived work and its keeper. Made by the keeper, before the run has begun. */
final class Signals {
    final OneShot<Boolean> ready = new OneShot<>();
    final OneShot<Boolean> asked = new OneShot<>();

    /** Cancelled when the run is asked to stop. */
    final CancellableContext stop;

    /** What the run supervises, for the status. Written by the run, read by anybody. */
    volatile @Nullable Supervisor supervised;

    Signals(Context keeper) {
        this.stop = keeper.withoutCancel().withCancel();
    }

    /** Asks the run to stop; does not wait. From any thread, repeatedly. */
    void askToStop() {
        asked.set(true);
        stop.cancel();
    }
}
