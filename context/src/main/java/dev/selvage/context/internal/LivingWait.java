package dev.selvage.context.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wait of a thread that is no goroutine, as a census sees it. */
final class LivingWait implements Living {
    private final Thread thread = Thread.currentThread();
    private final Object why;

    /** Which scope's body waits, if one's does. */
    private final @Nullable Home in;

    /** Set by the thread when it goes on; read by anybody. */
    private volatile boolean over;

    LivingWait(Object why, @Nullable Home in) {
        this.why = why;
        this.in = in;
    }

    void over() {
        over = true;
    }

    @Override
    public Object subject() {
        return this;
    }

    @Override
    public Life life() {
        return over ? Life.ENDED : Life.ALIVE;
    }

    @Override
    public Portrait portrait() {
        String name = thread.getName().isEmpty() ? "thread #" + thread.threadId() : thread.getName();
        String where = in == null ? "" : in.path();
        return new Portrait("waiting thread", name, "blocked", why.toString(), where, List.of(thread.getStackTrace()));
    }

    /** The thread is somebody else's, but it waits for what nobody sends: an interrupt is what ends such a wait. */
    @Override
    public void end() {
        if (!over) {
            thread.interrupt();
        }
    }
}
