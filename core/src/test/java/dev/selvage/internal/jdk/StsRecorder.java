package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * What the doubles of {@code StructuredTaskScope} share: scope and configuration in one, it notes what it was asked for.
 * The doubles have the names, nesting and erased signatures of one JDK, as far as those tell apart, and no more.
 *
 * @param <C> the double's configuration
 * @param <R> what its join returns
 */
abstract class StsRecorder<C, R> {
    Object joiner = "none";
    Object configured = "not";
    String name = "unnamed";
    ThreadFactory factory = Thread.ofVirtual().factory();
    int joins;
    boolean closed;

    abstract C configuration();

    public C withName(String name) {
        this.name = name;
        return configuration();
    }

    public C withThreadFactory(ThreadFactory factory) {
        this.factory = factory;
        return configuration();
    }

    void run(Callable<?> task) throws InterruptedException {
        Thread thread = factory.newThread(new FutureTask<>(task));
        thread.start();
        thread.join();
    }

    public R join() {
        joins++;
        return null; // as the JDK's joiner gives
    }

    public void close() {
        closed = true;
    }
}
