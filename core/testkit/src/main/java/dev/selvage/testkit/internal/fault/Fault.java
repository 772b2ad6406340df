package dev.selvage.testkit.internal.fault;

import dev.selvage.channel.Clocks;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.CancelNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One thing that goes wrong, once. Immutable. */
public sealed interface Fault {
    /** Operations that promise not to fail: they throw for a mistake of the caller's alone, or are what cleanup is made of. */
    Set<String> NEVER_FAIL = Set.of(
            "cancel",
            "close",
            "forget",
            "isCancelled",
            "onCancel",
            "outcome",
            "ready",
            "release",
            "stop",
            "tryAcquire",
            "tryReceive");

    /** At which point, from 1. */
    int nth();

    /** Counts only points of this operation; empty: all. */
    String operation();

    /** Lets it happen, on the thread at the point. Whether it has; else at the next point. */
    boolean happen(String at);

    /** The operation throws. */
    record Fail(int nth, String operation, Supplier<? extends RuntimeException> failure) implements Fault {
        @Override
        public boolean happen(String at) {
            if (NEVER_FAIL.contains(at)) {
                return false;
            }
            throw failure.get();
        }
    }

    /** The operation begins later. */
    record Delay(int nth, String operation, Duration time) implements Fault {
        @Override
        public boolean happen(String at) {
            try {
                Clocks.sleep(time);
            } catch (InterruptedException e) {
                Ambient.giveBack(e); // the operation will see it
            }
            return true;
        }
    }

    /** The context is cancelled before the operation. */
    record Cancel(int nth, String operation) implements Fault {
        @Override
        public boolean happen(String at) {
            CancelNode context = Ambient.currentContext().source();
            if (context == null) {
                return false;
            }
            context.cancel(new CancelReason(
                    CancelReason.Kind.CANCELLED, "injected at point " + nth + ", a " + at, Optional.empty()));
            return true;
        }
    }
}
