package dev.selvage.testkit.internal.leak;

import dev.selvage.context.internal.CreationSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Virtual threads that were made for one owner and are no goroutines. */
public final class ThreadBirths {
    /*
     * Algorithm. The JDK calls for an inheritable value while it constructs a thread, on the thread that makes it, just after it
     * has drawn the new thread's number; the number itself is not to be had there. But a probe, made at that very
     * place, draws the next one: so the new thread has the number before the probe's, unless some other thread was made
     * in these few instructions. If that one is watched as well, its probe shows it, and both are let go rather than
     * one of them blamed for the other. Of numbers so found, the JDK's thread dump says which still live.
     */
    private static final Set<Long> PROBES = ConcurrentHashMap.newKeySet();

    private final boolean watched;

    /** Where the thread with that number was made. */
    private final Map<Long, Optional<StackTraceElement>> made = new ConcurrentHashMap<>();

    ThreadBirths(boolean watched) {
        this.watched = watched;
    }

    /** A thread is being made by the calling thread. */
    void add() {
        if (!watched) {
            return;
        }
        long probe = Thread.ofPlatform()
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {})
                .threadId();
        PROBES.add(probe);
        made.put(probe - 1, Optional.ofNullable(CreationSite.here()));
    }

    /** Those that live now, outside of any scope. */
    public List<LivingThread> alive() {
        List<LivingThread> alive = new ArrayList<>();
        if (watched && !made.isEmpty()) {
            for (LivingThread thread : ThreadDump.virtualThreads()) {
                Optional<StackTraceElement> site = made.get(thread.id());
                if (site != null && !PROBES.contains(thread.id()) && !PROBES.contains(thread.id() + 2)) {
                    alive.add(thread.madeAt(site));
                }
            }
        }
        return alive;
    }
}
