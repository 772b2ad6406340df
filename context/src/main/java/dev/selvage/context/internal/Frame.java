package dev.selvage.context.internal;

import dev.selvage.context.CancelReason;
import org.jspecify.annotations.Nullable;

/** One level of what a thread runs in: a goroutine, the body of a scope, a shield, or a plain {@code ctx.run}. */
public abstract class Frame {
    /** The level around; set once, when pushed, by the thread itself. Read by dumps. */
    @Nullable
    Frame outer;

    /** The thread should be interrupted for this level. Guarded by the ambient's lock. */
    volatile boolean requested;

    /** The thread was interrupted for this level. Guarded by the ambient's lock. */
    boolean delivered;

    /** No more interrupts for this level. Guarded by the ambient's lock. */
    boolean closed;

    /** An interrupt was taken off the thread's flag at this level. Guarded by the ambient's lock. */
    boolean consumed;

    /** An operation at this level has thrown for the cancellation of the level. Guarded by the ambient's lock. */
    boolean told;

    /** The context that code at this level runs in. */
    public abstract AbstractContext context();

    /** Why {@link #context()} was cancelled, or null; without making a context that is only made when asked for. */
    protected @Nullable CancelReason reasonOrNull() {
        return context().reasonOrNull();
    }

    /** The time that waits at this level go by. */
    protected TimeSource time() {
        return context().time();
    }

    /** Whether a cancellation of {@link #context()} interrupts the thread at this level. */
    protected abstract boolean wakesByInterrupt();

    /** The scope that code at this level belongs to, if this level is that of a scope or a goroutine. */
    protected @Nullable Home home() {
        return null;
    }

    /** Whether code of this level is on the stack of calls, so that it cannot be ended from inside. */
    protected boolean isLexical() {
        return true;
    }

    /** Whether interrupts for levels further out wait until this one is left. */
    boolean shields() {
        return false;
    }

    /**
     * The level around this one is left while this is still open: ends what must not outlive it.
     *
     * @return what was left open, for the message; null if that is no mistake
     */
    protected @Nullable String abandon() {
        return null;
    }

    /** The level around this one, or null for the outermost. */
    public final @Nullable Frame outer() {
        return outer;
    }

    /** A level made by {@code ctx.run}: another context, nothing to interrupt. */
    static final class Run extends Frame {
        private final AbstractContext context;
        private final boolean wakesByInterrupt;

        Run(AbstractContext context, boolean wakesByInterrupt) {
            this.context = context;
            this.wakesByInterrupt = wakesByInterrupt;
        }

        @Override
        public AbstractContext context() {
            return context;
        }

        @Override
        protected boolean wakesByInterrupt() {
            return wakesByInterrupt;
        }
    }

    /** A level made by {@code run} of a shielded context: interrupts from further out wait, its own cancellation interrupts. */
    static final class Shield extends Frame {
        private final AbstractContext context;
        private final Link alarm;

        Shield(AbstractContext context, Ambient ambient) {
            this.context = context;
            this.alarm = new Link() {
                @Override
                protected void cancelled(CancelReason reason) {
                    ambient.interrupt(Shield.this);
                }
            };
        }

        void watch() {
            context.whenCancelled(alarm);
        }

        void unwatch() {
            alarm.unlink();
        }

        @Override
        public AbstractContext context() {
            return context;
        }

        @Override
        protected boolean wakesByInterrupt() {
            return true;
        }

        @Override
        boolean shields() {
            return true;
        }
    }
}
