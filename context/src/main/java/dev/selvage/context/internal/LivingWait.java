package dev.selvage.context.internal;

import java.util.List;

/** The wait of a thread that is no goroutine, as a census sees it. */
final class LivingWait implements Living {
    private final Thread thread = Thread.currentThread();
    private final Object why;

    /** Set by the thread when it goes on; read by anybody. */
    private volatile boolean over;

    LivingWait(Object why) {
        this.why = why;
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
        return new Portrait("waiting thread", name, "blocked", why.toString(), "", List.of(thread.getStackTrace()));
    }

    /** The thread is somebody else's, but it waits for what nobody sends: an interrupt is what ends such a wait. */
    @Override
    public void end() {
        if (!over) {
            thread.interrupt();
        }
    }
}
