package dev.selvage.context.internal;

import java.util.Objects;

/** A thread that is no goroutine, while something of ours runs on it. */
final class PlainAmbient extends Ambient {
    private final AbstractContext context;

    /** Found through the scope, and not in the thread-local. */
    private final boolean bound;

    PlainAmbient(AbstractContext context, boolean bound) {
        this.context = context;
        this.bound = bound;
    }

    @Override
    public AbstractContext context() {
        return context;
    }

    @Override
    protected boolean wakesByInterrupt() {
        return false;
    }

    @Override
    void emptied() {
        if (!bound) {
            PLAIN.remove();
        }
    }

    @Override
    public String toString() {
        return Objects.toString(thread());
    }
}
