package dev.selvage;

import dev.selvage.internal.Slots;
import java.util.concurrent.locks.LockSupport;

/** The owner of a limited scope, waiting for a slot. */
final class SlotWait implements Slots.Waiter {
    private final Thread thread;
    private final String scope;

    /** Written by whoever frees the slot. */
    private volatile boolean granted;

    SlotWait(Thread thread, String scope) {
        this.thread = thread;
        this.scope = scope;
    }

    boolean isGranted() {
        return granted;
    }

    @Override
    public void granted() {
        granted = true;
        LockSupport.unpark(thread);
    }

    /** Shown in dumps. */
    @Override
    public String toString() {
        return "slot in \"" + scope + "\"";
    }
}
