package dev.selvage.context.internal;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a whole tree of contexts lives in: the time it goes by and the threads that its work runs on. The system's, or one
 * made for a test: the virtual clock and the simulation.
 *
 * @param time where time comes from
 * @param threads makes the threads of goroutines and hooks; null: the JDK's virtual threads
 */
public record World(TimeSource time, @Nullable ThreadFactory threads) {
    static final World SYSTEM = new World(TimeSource.system(), null);

    /** Plain: whoever sets it starts the threads that must see it afterwards. */
    private static @Nullable Supplier<@Nullable AbstractContext> roots;

    /**
     * Sets who knows the root of the world that the calling thread was made for; of threads that belong to none of its worlds it
     * knows null. In production nobody does, and to ask is one read of a field.
     */
    public static void roots(Supplier<@Nullable AbstractContext> byThread) {
        roots = byThread;
    }

    /** The root of the world that the calling thread was made for, or null: the system's. */
    static @Nullable AbstractContext rootHere() {
        Supplier<@Nullable AbstractContext> asked = roots;
        return asked == null ? null : asked.get();
    }

    /** A thread for work that is no goroutine: a hook, a warning. Not started. */
    public Thread thread(String name, Runnable work) {
        return thread(name, work, false); // whose would they be: the canceller's, not the user's
    }

    /** A thread that begins with the thread-locals and the class loader of the caller. Not started. */
    public Thread inheritingThread(String name, Runnable work) {
        return thread(name, work, true);
    }

    private Thread thread(String name, Runnable work, boolean inherits) {
        if (threads == null) {
            return Thread.ofVirtual()
                    .name(name)
                    .inheritInheritableThreadLocals(inherits)
                    .unstarted(work);
        }
        Thread made = Objects.requireNonNull(threads.newThread(work), "thread");
        made.setName(name);
        return made;
    }
}
