package dev.selvage.context.internal;

import dev.selvage.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What one thread runs in: a stack of {@link Frame}s, of which this is the outermost. A goroutine is one; a plain thread gets
 * one while something of ours runs on it.
 */
@SuppressWarnings("ReferenceEquality") // levels and nodes are identities
public abstract class Ambient extends Frame implements Thread.UncaughtExceptionHandler {
    /*
     * Algorithm. A goroutine's thread finds its ambient through its uncaught-exception handler, a field that every thread has: no
     * table, no memory, one read. (The handler is otherwise idle: nothing escapes a goroutine.) A user who replaces it is still
     * found through the scope bound in HOME. A plain thread keeps its ambient in a thread-local while a frame is open.
     *
     * Interrupts. Several levels of one thread share one interrupt flag. Each level may ask for an interrupt once; it is
     * delivered unless a shield lies further in, and then when the shield is left. When a level is left, an interrupt delivered for it
     * is taken back, and one wanted by a level further out is set again. So ours never leaks out of the level it was meant for, and
     * is never lost on the way out. A flag that was set after an operation of ours had consumed our interrupt is somebody
     * else's and stays.
     *
     * Invariants. `top`, `outer` and `consumed` are written by the thread itself only. requested/delivered/closed of every frame
     * of this stack are guarded by one lock, picked from a fixed table: no user can hold it, and it costs no memory here.
     */
    private static final ThreadLocal<@Nullable Ambient> PLAIN = new ThreadLocal<>();

    /** The innermost scope whose body surrounds this code, for threads that the JDK forked below it. */
    public static final ScopedValue<Home> HOME = ScopedValue.newInstance();

    private static final Object[] LOCKS = new Object[64];
    private static int nextLock; // races are harmless: any spread will do

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    private final byte lock = (byte) (nextLock++ & (LOCKS.length - 1));

    /** The thread; null until it has started. Written by the thread itself under the lock. */
    private volatile @Nullable Thread thread;

    /** The innermost frame; null: this one. Written by the thread itself, read by cancellers and dumps. */
    private volatile @Nullable Frame top;

    /** What the thread waits for in an operation of ours, or null. Written by the thread itself, read by dumps. */
    private volatile @Nullable Object waitingFor;

    /** When that wait began, in nano time. As {@link #waitingFor}. */
    private long waitingSince;

    /** For a goroutine, whose thread comes later. */
    protected Ambient() {}

    // Where am I

    /** The calling thread's ambient, or null when nothing of ours runs on it. */
    public static @Nullable Ambient find() {
        Thread current = Thread.currentThread();
        if (current.getUncaughtExceptionHandler() instanceof Ambient own && own.thread == current) {
            return own;
        }
        Ambient plain = PLAIN.get();
        if (plain == null && HOME.isBound()) {
            return HOME.get().lookup(current);
        }
        return plain;
    }

    /** The calling thread's ambient; makes one for a plain thread, which must push a frame next. */
    public static Ambient enter() {
        Ambient known = find();
        if (known == null) {
            known = new Plain(HOME.isBound() ? HOME.get().homeContext() : AbstractContext.background());
            known.started(Thread.currentThread());
            PLAIN.set(known);
        }
        return known;
    }

    /** See {@link Context#current()}. */
    public static AbstractContext currentContext() {
        Ambient ambient = find();
        if (ambient != null) {
            return ambient.topFrame().context();
        }
        return HOME.isBound() ? HOME.get().homeContext() : AbstractContext.background();
    }

    /** The scope that the calling code belongs to, or null. */
    public static @Nullable Home currentHome() {
        Ambient ambient = find();
        for (Frame at = ambient == null ? null : ambient.topFrame(); at != null; at = at.outer()) {
            Home home = at.home();
            if (home != null) {
                return home;
            }
        }
        return HOME.isBound() ? HOME.get() : null;
    }

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
        synchronized (lock()) {
            thread = current;
            if (requested && !delivered) {
                delivered = true;
                current.interrupt();
            }
        }
    }

    /** Enters a level. */
    public final void push(Frame frame) {
        frame.outer = topFrame();
        if (frame instanceof Frame.Shield shield) {
            synchronized (lock()) {
                top = frame;
                holdBack();
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

    /** Ends what was opened inside {@code frame} and is still open; the text says what, null: nothing. */
    public final @Nullable String abandonInside(Frame frame) {
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
        while (at != frame && !at.isLexical()) {
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
                if (!frame.closed) {
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

    /** Undoes {@link #enter()} where no frame was pushed after all. */
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
                if (!shieldedInside(level)) {
                    deliver(level);
                }
            }
        }
    }

    /** An operation of ours is about to throw for an interrupt that it took off the flag. By the thread itself. */
    public final void consumed() {
        for (Frame at = topFrame(); at != null; at = at.outer) {
            at.consumed |= at.delivered;
        }
    }

    /** Sets an interrupt again that an operation of ours had taken off the flag. By the thread itself. */
    public static void keepInterrupt() {
        Ambient ambient = find();
        for (Frame at = ambient == null ? null : ambient.topFrame(); at != null; at = at.outer) {
            at.consumed = false;
        }
        Thread.currentThread().interrupt();
    }

    private void deliver(Frame level) {
        Thread target = thread;
        if (target != null) {
            level.delivered = true;
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
    private void holdBack() {
        for (Frame at = topFrame().outer; at != null; at = at.outer) {
            if (at.delivered) {
                Thread.interrupted();
                return;
            }
        }
    }

    /** The thread leaves a level: its interrupt goes, one for a level further out comes back. */
    private void takeBack(Frame left) {
        if (left.delivered && !left.consumed) {
            Thread.interrupted();
        }
        for (Frame at = left.outer; at != null; at = at.outer) {
            if (at.requested && !at.closed) {
                at.consumed = false;
                deliver(at);
                return;
            }
            if (at.shields()) {
                return;
            }
        }
    }

    // Waiting, for dumps

    /** Called by the thread itself around a wait. */
    public final void waiting(Object reason, long since) {
        waitingSince = since;
        waitingFor = reason;
    }

    /** Called by the thread itself after a wait. */
    public final void running() {
        waitingFor = null;
    }

    /** What the thread waits for in an operation of ours, or null. */
    public final @Nullable Object waitingFor() {
        return waitingFor;
    }

    /** The system nano time at which the wait that {@link #waitingFor()} shows began. */
    public final long waitingSince() {
        return waitingSince;
    }

    /** Whether a wait in {@code context} ends by an interrupt when it is cancelled. */
    final boolean inheritsWakeUps(AbstractContext context) {
        Frame around = topFrame();
        return around.wakesByInterrupt() && around.context().source() == context.source();
    }

    private Object lock() {
        return LOCKS[lock];
    }

    /** Nothing should get here: a goroutine keeps what its task throws. */
    @Override
    public final void uncaughtException(Thread t, Throwable e) {
        LoggerFactory.getLogger(Ambient.class)
                .error("Thread {} died outside of any goroutine's task; please report this", t, e);
    }

    /** A thread that is no goroutine, while something of ours runs on it. */
    private static final class Plain extends Ambient {
        private final AbstractContext context;

        Plain(AbstractContext context) {
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
}
