package dev.selvage.context.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** A timeout that counts how often it fired, and then does what it was told. */
final class TimerProbe extends Timeout {

    private final AtomicInteger fired = new AtomicInteger();
    private final Runnable action;

    TimerProbe(long deadline) {
        this(deadline, () -> {});
    }

    TimerProbe(long deadline, Runnable action) {
        super(deadline);
        this.action = action;
    }

    int fired() {
        return fired.get();
    }

    void moveTo(long deadline) {
        deadline(deadline);
    }

    boolean isLinked() {
        return prev != null || next != null;
    }

    @Override
    protected void fire() {
        fired.incrementAndGet();
        action.run();
    }
}
