package dev.selvage.context.internal;

import dev.selvage.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What one thread runs in: a stack of {@link Frame}s, of which this is the outermost. A goroutine is one; a plain thread gets
 * one while something of ours runs on it.
 */
public abstract class Ambient extends Levels implements Thread.UncaughtExceptionHandler {
    /*
     * Algorithm. A goroutine's thread finds its ambient through its uncaught-exception handler, a field that every thread has: no
     * table, no memory, one read. (The handler is otherwise idle: nothing escapes a goroutine.) A user who replaces it is still
     * found through the scope bound in HOME. A plain thread's is found through HOME as well, inside of the
     * body of a scope, and else kept in a thread-local while a frame is open.
     */
    static final ThreadLocal<@Nullable Ambient> PLAIN = new ThreadLocal<>();

    /** The innermost scope whose body surrounds this code, for threads that the JDK forked below it. */
    public static final ScopedValue<Home> HOME = ScopedValue.newInstance();

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
        if (current.getUncaughtExceptionHandler() instanceof Ambient own && own.thread() == current) {
            return own;
        }
        if (HOME.isBound()) {
            Ambient below = HOME.get().lookup(current);
            if (below != null) {
                return below;
            }
        }
        return PLAIN.get();
    }

    /** The calling thread's ambient; makes one for a plain thread, which must push a frame next. */
    public static Ambient enter() {
        Ambient known = find();
        if (known == null) {
            known = plain(false);
            PLAIN.set(known);
        }
        return known;
    }

    /** Like {@link #enter()}, for a thread that is about to bind {@link #HOME} to a scope, which then leads here. */
    public static Ambient enterBound() {
        Ambient known = find();
        return known == null ? plain(true) : known;
    }

    private static Ambient plain(boolean bound) {
        AbstractContext context = boundContext();
        Ambient made = new PlainAmbient(context, bound);
        made.started(Thread.currentThread());
        return made;
    }

    /** See {@link Context#current()}. */
    public static AbstractContext currentContext() {
        Ambient ambient = find();
        if (ambient != null) {
            return ambient.topFrame().context();
        }
        return boundContext();
    }

    /** The current context of a thread of which {@link #find} knows nothing. */
    static AbstractContext boundContext() {
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

    /** Whether the calling thread is in code of a scope, or of one inside of it. */
    public static boolean isIn(Home scope) {
        Ambient ambient = find();
        for (Frame at = ambient == null ? null : ambient.topFrame(); at != null; at = at.outer()) {
            if (at.home() == scope) {
                return true;
            }
        }
        return false;
    }

    /** Sets an interrupt again that an operation of ours had taken off the flag. By the thread itself. */
    public static void keepInterrupt() {
        Ambient ambient = find();
        if (ambient == null) {
            Thread.currentThread().interrupt();
        } else {
            ambient.setAgain();
        }
    }

    /**
     * An operation of ours was interrupted but has taken effect and returns: the interrupt that it took off the flag, if it took
     * one, is for the next.
     */
    public static void giveBack(InterruptedException thrown) {
        Ambient ambient = find();
        if (ambient != null) {
            ambient.setAgainIfConsumed();
        } else if (!(thrown instanceof Interruption)) {
            Thread.currentThread().interrupt();
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

    /** Nothing should get here: a goroutine keeps what its task throws. */
    @Override
    public final void uncaughtException(Thread t, Throwable e) {
        LoggerFactory.getLogger(Ambient.class)
                .error("Thread {} died outside of any goroutine's task; please report this", t, e);
    }
}
