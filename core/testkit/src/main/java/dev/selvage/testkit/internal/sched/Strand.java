package dev.selvage.testkit.internal.sched;

import org.jspecify.annotations.Nullable;

/** One virtual thread of a run, or the clock, which takes steps like a thread. Only the driver's thread writes it. */
public final class Strand {
    /** The clock's: it was there first. */
    static final int CLOCK = 0;

    /** The body's. */
    static final int MAIN = 1;

    private final int ordinal;
    private final @Nullable Thread thread;
    private final Runnable step;

    /** Whether it may take a step. */
    boolean ready;

    /** Whether it gave way by itself the last time, so that another should go on. */
    boolean gaveWay;

    Strand(int ordinal, @Nullable Thread thread, Runnable step) {
        this.ordinal = ordinal;
        this.thread = thread;
        this.step = step;
    }

    /** Its number in the order of starting: the same in every run that went the same way so far. */
    public int ordinal() {
        return ordinal;
    }

    /** Its thread; null: the clock. */
    public @Nullable Thread thread() {
        return thread;
    }

    void run() {
        step.run();
    }

    boolean isAlive() {
        return thread == null || thread.isAlive();
    }

    /** What people call it. */
    public String label() {
        if (thread == null) {
            return "clock";
        }
        String name = thread.getName();
        return name.isEmpty() ? "goroutine " + ordinal : name + " " + ordinal;
    }

    @Override
    public String toString() {
        return label();
    }
}
