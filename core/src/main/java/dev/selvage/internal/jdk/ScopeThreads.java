package dev.selvage.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Configures one scope: its name, and its threads, of which it notes the one made last.
 *
 * <p>A scope that was closed by force drops a fork without a word, and the subtask it returns looks like one that has
 * not finished. The thread tells the two apart: it was never started.
 *
 * <p>Used by the owner of the scope only.
 */
final class ScopeThreads implements ThreadFactory, UnaryOperator<Object> {
    private static final MethodHandle WITH_NAME = StsHandles.RUNNING.withName();
    private static final MethodHandle WITH_THREAD_FACTORY = StsHandles.RUNNING.withThreadFactory();

    /** The JDK's default as well: virtual and without a name. */
    private static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

    private final @Nullable String name;
    private final ThreadFactory factory;

    /** The thread that the fork under way has made; null between forks, so that no ended thread is held. */
    private @Nullable Thread made;

    ScopeThreads(@Nullable String name, @Nullable ThreadFactory factory) {
        this.name = name;
        this.factory = (factory != null) ? factory : VIRTUAL;
    }

    /** Adds name and factory to the JDK's configuration. */
    @Override
    public Object apply(Object configuration) {
        try {
            Object configured = (Object) WITH_THREAD_FACTORY.invokeExact(configuration, (ThreadFactory) this);
            return (name == null) ? configured : (Object) WITH_NAME.invokeExact(configured, name);
        } catch (Throwable e) {
            throw Thrown.unchecked(e);
        }
    }

    @Override
    public @Nullable Thread newThread(Runnable task) {
        made = factory.newThread(task);
        return made;
    }

    /** The thread made since the last call, null if none was. */
    @Nullable
    Thread take() {
        Thread thread = made;
        made = null;
        return thread;
    }
}
