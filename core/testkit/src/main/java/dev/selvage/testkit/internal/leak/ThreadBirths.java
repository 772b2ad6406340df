package dev.selvage.testkit.internal.leak;

import dev.selvage.context.internal.CreationSite;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Virtual threads that were made for one owner and are no goroutines. */
public final class ThreadBirths {
    /*
     * Algorithm. The JDK calls for an inheritable value while it constructs a thread, on the thread that makes it. The value, one for
     * each thread, is let go of when the thread ends: whether it can still be reached says for sure whether that very
     * thread lives. Which of the threads in the JDK's dump it is, for its name and stack, is not to be had there; but the number of the
     * new thread was drawn just before, and a probe, made at that very place, draws the next one: so it is the number before the
     * probe's, unless some other thread was made in these few instructions. If that one is watched as well, its probe may show
     * it, and then neither is reported.
     *
     * So nobody is blamed for a thread of somebody else's; at worst one that does leak is shown with the stack of another.
     */
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<Long> PROBES = ConcurrentHashMap.newKeySet();

    private final boolean watched;

    /** By what is likely to be the thread's number. */
    private final Map<Long, Birth> made = new ConcurrentHashMap<>();

    /**
     * The making of a thread.
     *
     * @param inherited reachable as long as the thread lives
     * @param site where it was made
     */
    private record Birth(WeakReference<Object> inherited, Optional<StackTraceElement> site) {}

    ThreadBirths(boolean watched) {
        this.watched = watched;
        if (watched) {
            Sight.require();
        }
    }

    /** A thread is being made by the calling thread, and will hold what it has inherited until it ends. */
    void add(Object inherited) {
        if (!watched || !WALKER.walk(ThreadBirths::isVirtualOutsideOfScopes)) {
            return;
        }
        long probe = Thread.ofPlatform()
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {})
                .threadId();
        PROBES.add(probe);
        made.put(probe - 1, new Birth(new WeakReference<>(inherited), Optional.ofNullable(CreationSite.here())));
    }

    private static boolean isVirtualOutsideOfScopes(Stream<StackFrame> frames) {
        boolean virtual = false;
        for (StackFrame frame : (Iterable<StackFrame>) frames::iterator) {
            virtual |= frame.getMethodName().equals("<init>")
                    && frame.getClassName().startsWith("java.lang.")
                    && frame.getClassName().endsWith("VirtualThread");
            if (frame.getMethodName().equals("fork")
                    && frame.getClassName().startsWith("java.util.concurrent.StructuredTaskScope")) {
                return false; // the scope's own: what a task of it makes has no such frame
            }
        }
        return virtual;
    }

    /** Those that live now, outside of any scope. */
    public List<LivingThread> alive() {
        List<LivingThread> alive = inTheDump();
        if (!alive.isEmpty()) {
            Sight.collectGarbage();
            forgetEnded();
            alive.removeIf(thread -> !made.containsKey(thread.id()));
        }
        return alive;
    }

    private void forgetEnded() {
        made.values().removeIf(birth -> birth.inherited().get() == null);
    }

    private List<LivingThread> inTheDump() {
        List<LivingThread> found = new ArrayList<>();
        forgetEnded();
        if (!made.isEmpty()) {
            for (LivingThread thread : ThreadDump.virtualThreads()) {
                Birth birth = made.get(thread.id());
                if (birth != null && !PROBES.contains(thread.id()) && !PROBES.contains(thread.id() + 2)) {
                    found.add(thread.madeAt(birth.site()));
                }
            }
        }
        return found;
    }
}
