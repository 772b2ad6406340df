package dev.selvage.testkit.internal.sched;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One virtual thread of a run, or the clock, which takes steps like a thread. Only the driver's thread writes it. */
public final class Strand {
    /** The clock's: it was there first. */
    static final int CLOCK = 0;

    /** The body's. */
    static final int MAIN = 1;

    /**
     * It was woken from outside when the time had moved on.
     *
     * @param by by whom
     * @param blocker what it waited for
     */
    record TooLate(String by, Object blocker) {}

    /** In place of what is waited for where the JDK does not say: a notify, the end of a thread. */
    private static final Object UNKNOWN = "?";

    /** Those that somebody holds: other synchronizers, as a latch, are extended from the same class of the JDK's. */
    private static final String LOCKS = "java.util.concurrent.locks.Reentrant";

    private final int ordinal;
    private final @Nullable Thread thread;
    private final Runnable step;

    /** Whether it may take a step. */
    boolean ready;

    /** Whether it gave way by itself the last time, so that another should go on. */
    boolean gaveWay;

    /** What it waits or waited for; null: it did something since. */
    private @Nullable Object blocker;

    /** Whether that is the entry of a monitor, or a lock. */
    private boolean inLine;

    /** Whether there was time for whoever holds that lock. */
    private boolean isGivenTime;

    /** How often the time had moved when that wait began. */
    private int movesBefore;

    private @Nullable TooLate tooLate;

    /** Whether its wait is one for the world outside; null: nobody has looked since it took a step. */
    private @Nullable Boolean waitsOutside;

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
        waitsOutside = null;
        tooLate = null;
        inLine = false;
        step.run();
    }

    /** Lets its thread take the next step somewhere else: of a run that is over. */
    Runnable continuation() {
        return step;
    }

    /** It waits, perhaps still, having been woken for nothing; the time has moved by itself that often so far. */
    void waits(Thread waiter, boolean entersMonitor, int moves) {
        Object newBlocker = blocker(waiter);
        inLine = entersMonitor || newBlocker.getClass().getName().startsWith(LOCKS);
        if (newBlocker != blocker) {
            blocker = newBlocker;
            movesBefore = moves;
            isGivenTime = false;
        }
    }

    private static Object blocker(Thread waiter) {
        Object known = LockSupport.getBlocker(waiter);
        return known == null ? UNKNOWN : known;
    }

    /** It does something: the next wait is another one. */
    void goesOn() {
        blocker = null;
    }

    /** Whether it stands in line for a lock, of which nobody knows who holds it, and was not given time for that. */
    boolean takesTime() {
        boolean takes = inLine && !isGivenTime;
        isGivenTime |= takes;
        return takes;
    }

    /** Whether it stands in line for a lock, or has just been woken from there. */
    boolean isInLine() {
        return inLine;
    }

    /**
     * A thread outside has woken it. If the time has moved by itself meanwhile, that was a mistake, unless it was in line for a
     * lock: that is held for short.
     */
    void wokenOutside(String by, int moves) {
        if (blocker != null && !inLine && movesBefore != moves) {
            tooLate = new TooLate(by, blocker);
        }
    }

    /** The wake from outside that its next step will show to be one, or to be for nothing; null: none. */
    @Nullable
    TooLate tooLate() {
        return tooLate;
    }

    /** Whether it has gone on, or waits for something else than when it was woken. */
    boolean hasLeft(TooLate wait) {
        return ready || thread == null || !thread.isAlive() || blocker(thread) != wait.blocker;
    }

    /** Answers from memory as long as it takes no step. */
    boolean waitsOutside(Predicate<Thread> look) {
        if (waitsOutside == null) {
            waitsOutside = thread != null && look.test(thread);
        }
        return waitsOutside;
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
