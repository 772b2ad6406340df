package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/** The stack of {@link Frame}s of one thread, this the outermost, and whose interrupts the thread's one flag carries. */
abstract class Levels extends Frame {
    /*
     * Algorithm. Several levels of one thread share one interrupt flag. Each level may ask for an interrupt once; it is
     * delivered unless a shield lies further in, and then when the shield is left. When a level is left, an interrupt delivered for it
     * is taken back, and one wanted by a level further out is set again. So ours never leaks out of the level it was meant for, and
     * is never lost on the way out. An operation of ours that throws for an interrupt consumes it for the level that it runs in,
     * and for that one alone: the levels further out have not seen it. A flag that is set after that is somebody else's and stays. One that
     * throws for a cancellation before the interrupt has come consumes that in advance, or it would hit the cleanup.
     *
     * Invariants. `top` and `outer` are written by the thread itself only. requested/delivered/consumed/closed of every frame of
     * this stack are guarded by one lock, picked from a fixed table: no user can hold it, and it costs no memory here. Who tests
     * or clears the flag on account of them does it under that lock. The flag carries an interrupt of ours only if a level,
     * looking outwards past closed ones up to the first that has consumed or that shields, has `delivered` and not `consumed`.
     */
    private static final Object[] LOCKS = new Object[64];
    private static int nextLock; // races are harmless: any spread will do

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    private final byte lock = (byte) (nextLock++ & (LOCKS.length - 1));

    /** The thread; null until it has started. Written by the thread itself. */
    private volatile @Nullable Thread thread;

    /** The innermost frame; null: this one. Written by the thread itself, read by cancellers and dumps. */
    private volatile @Nullable Frame top;

    Levels() {}

    // The stack

    /** The innermost frame. */
    public final Frame topFrame() {
        Frame innermost = top;
        return innermost == null ? this : innermost;
    }

    /** The thread, or null before it started. */
    public final @Nullable Thread thread() {
        return thread;
    }

    /** Called by the thread itself, first thing. */
    protected final void started(Thread current) {
        thread = current;
        Census.runs(this);
        if (requested) { // asked for while there was no thread: whoever asks from now on sees it
            synchronized (lock()) {
                if (!delivered) {
                    deliver(this);
                }
            }
        }
    }

    /** Enters a level. */
    public final void push(Frame frame) {
        frame.outer = topFrame();
        if (frame instanceof Frame.Shield shield) {
            synchronized (lock()) {
                top = frame;
                holdBack(frame);
            }
            shield.watch();
        } else {
            top = frame;
        }
    }

    /** Leaves a level. Throws if something further in was left open; it is ended first. */
    public final void pop(Frame frame) {
        String leftOpen = leave(frame);
        if (leftOpen != null) {
            throw new IllegalStateException(leftOpen);
        }
    }

    /** Leaves a level because of a failure, which is told of what was left open. */
    public final void popAfter(Frame frame, Throwable failure) {
        String leftOpen = leave(frame);
        if (leftOpen != null) {
            failure.addSuppressed(new IllegalStateException(leftOpen));
        }
    }

    /** Leaves a level that has not ended and never may, if it is the innermost. By the thread itself. */
    public final void detach(Frame frame) {
        if (topFrame() == frame) {
            remove(frame);
        }
    }

    /** Ends what was opened inside {@code frame} and is still open; the text says what, null: nothing. */
    public final @Nullable String abandonInside(Frame frame) {
        if (!isOpen(frame)) {
            return null;
        }
        String leftOpen = null;
        for (Frame at = topFrame(); at != frame; at = topFrame()) {
            String what = at.abandon();
            leftOpen = what == null ? leftOpen : what;
            if (topFrame() == at) {
                remove(at);
            }
        }
        return leftOpen;
    }

    private @Nullable String leave(Frame frame) {
        if (!isOpen(frame)) {
            return null; // a scope around this level was closed inside of it and took it away
        }
        String leftOpen = abandonInside(frame);
        remove(frame);
        return leftOpen;
    }

    /** Whether a frame is on the stack. */
    public final boolean isOpen(Frame frame) {
        Frame at = topFrame();
        while (at != null && at != frame) {
            at = at.outer;
        }
        return at == frame;
    }

    /** Whether everything inside {@code frame} was opened without a body, so that it can be ended from here. */
    public final boolean holdsOnlyOpenScopesInside(Frame frame) {
        Frame at = topFrame();
        while (at != null && at != frame && !at.isLexical()) {
            at = at.outer;
        }
        return at == frame;
    }

    private void remove(Frame frame) {
        if (frame instanceof Frame.Run) {
            top = frame.outer;
        } else {
            synchronized (lock()) {
                top = frame.outer;
                if (frame.closed) {
                    setAgainOutside(frame); // waits since it was sealed may have taken it off the flag
                } else {
                    frame.closed = true;
                    takeBack(frame);
                }
            }
            if (frame instanceof Frame.Shield shield) {
                shield.unwatch();
            }
        }
        if (frame.outer == this) {
            top = null;
            emptied();
        }
    }

    /**
     * No more interrupts for a level that stays open: the thread has left its code and only waits there. An interrupt delivered
     * for it is taken back.
     *
     * @return {@link #isInterruptedFor} at that moment
     */
    public final boolean seal(Frame level) {
        synchronized (lock()) {
            boolean interrupted = isInterruptedFor(level);
            if (!level.closed) {
                level.closed = true;
                takeBack(level);
            }
            return interrupted;
        }
    }

    /** Whether we have interrupted the thread for a level or one further out. */
    public final boolean isInterruptedFor(Frame level) {
        synchronized (lock()) {
            Frame at = level;
            while (at != null && !at.delivered) {
                at = at.outer;
            }
            return at != null;
        }
    }

    /** Undoes {@link Ambient#enter()} where no frame was pushed after all. */
    public final void leaveIfUnused() {
        if (top == null) {
            emptied();
        }
    }

    /** The last frame was left; a plain thread forgets its ambient. */
    void emptied() {}

    // Interrupts

    /** Interrupts the thread for one level, once. From any thread. */
    public final void interrupt(Frame level) {
        synchronized (lock()) {
            if (!level.closed && !level.requested) {
                level.requested = true;
                if (isToldOf(level)) {
                    level.delivered = true;
                    level().consumed = true;
                } else if (!shieldedInside(level)) {
                    deliver(level);
                }
            }
        }
    }

    /** Whether the thread has heard of the cancellation already: its interrupt would hit the cleanup. */
    private boolean isToldOf(Frame level) {
        Frame innermost = level();
        return innermost.told && innermost.reasonOrNull() == level.reasonOrNull();
    }

    /**
     * An operation of ours is about to throw for an interrupt that it took off the flag. By the thread itself. If the flag is set
     * again by now, that one is still to be taken back.
     */
    public final void consumed() {
        synchronized (lock()) {
            level().consumed |= !Thread.currentThread().isInterrupted();
        }
    }

    /** Takes an interrupt off the flag to throw for it, whoever sent it. By the thread itself. */
    final boolean takeInterrupt() {
        synchronized (lock()) {
            boolean interrupted = Thread.interrupted();
            level().consumed |= interrupted;
            return interrupted;
        }
    }

    /**
     * An operation of ours is about to throw for a cancellation: takes its interrupt off the flag, now or when it comes; one from
     * outside stays there. By the thread itself.
     */
    final void hear(CancelReason reason) {
        synchronized (lock()) {
            Frame level = level();
            level.told |= level.reasonOrNull() == reason;
            if (pending(level) != null) {
                takeInterrupt();
            }
        }
    }

    /** Sets an interrupt again that an operation of ours had taken off the flag. By the thread itself. */
    final void setAgain() {
        synchronized (lock()) {
            Frame level = level();
            level.told = false;
            level.consumed = false;
            if (!level.closed && level.reasonOrNull() != null) { // its own is still to come, and this stands for it
                level.requested = true;
                level.delivered = true;
            }
            Thread.currentThread().interrupt();
        }
    }

    /** The same if an operation at this level has taken one. By the thread itself. */
    final void setAgainIfConsumed() {
        synchronized (lock()) {
            Frame level = level();
            level.told = false;
            if (level.consumed) {
                level.consumed = false;
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The innermost level that can be interrupted. */
    private Frame level() {
        Frame at = topFrame();
        while ((at.closed || at instanceof Frame.Run) && at.outer != null) {
            at = at.outer;
        }
        return at;
    }

    /** The level whose interrupt the flag may carry, from {@code innermost} outwards; null: it carries none of ours. */
    private static @Nullable Frame pending(@Nullable Frame innermost) {
        Frame at = innermost;
        while (at != null && (at.closed || !at.consumed)) {
            if (at.delivered && !at.closed) {
                return at;
            }
            at = at.shields() ? null : at.outer;
        }
        return null;
    }

    private void deliver(Frame level) {
        Thread target = thread;
        if (target != null) {
            level.delivered = true;
            Frame at = topFrame();
            while (at != null && at != level) {
                at.consumed = false;
                at = at.outer;
            }
            level.consumed = false;
            target.interrupt();
        }
    }

    private boolean shieldedInside(Frame level) {
        for (Frame at = topFrame(); at != null && at != level; at = at.outer) {
            if (at.shields()) {
                return true;
            }
        }
        return false;
    }

    /** A shield goes up: an interrupt of ours that is pending waits for its end. */
    private static void holdBack(Frame shield) {
        Frame pending = pending(shield.outer);
        if (pending != null && !Thread.interrupted()) {
            pending.consumed = true; // by an operation that is not ours
        }
    }

    /** The thread leaves a level: its interrupt goes, one for a level further out comes back. */
    private void takeBack(Frame left) {
        if (left.delivered && !left.consumed) {
            Thread.interrupted();
        }
        setAgainOutside(left);
    }

    private void setAgainOutside(Frame left) {
        Frame at = left.outer;
        while (at != null && (at.closed || !at.consumed)) {
            if (at.requested && !at.closed) {
                deliver(at);
                return;
            }
            at = at.shields() ? null : at.outer;
        }
    }

    private Object lock() {
        return LOCKS[lock];
    }
}
