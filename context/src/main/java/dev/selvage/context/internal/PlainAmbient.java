package dev.selvage.context.internal;

import java.util.Objects;

/** A thread that is no goroutine, while something of ours runs on it. */
final class PlainAmbient extends Ambient {
    private final AbstractContext context;

    PlainAmbient(AbstractContext context) {
        this.context = context;
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
        PLAIN.remove();
    }

    @Override
    public String toString() {
        return Objects.toString(thread());
    }
}
