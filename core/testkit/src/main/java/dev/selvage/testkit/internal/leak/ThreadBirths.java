package dev.selvage.testkit.internal.leak;

import dev.selvage.context.internal.CreationSite;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
     * it. A thread that lives, but not under the number before its probe's, is reported without name and stack, as long as the dump
     * has some thread that it may be: one that was never started can be reached too.
     *
     * So nobody is blamed for a thread of somebody else's; at worst one that does leak is shown with the stack of another.
     */
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<Long> PROBES = ConcurrentHashMap.newKeySet();

    private final boolean watched;

    /** All threads of the owner have higher numbers. */
    private final long first;

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
        this.first = watched ? nextNumber() : 0;
    }

    boolean areWatched() {
        return watched;
    }

    /** The number that the next thread of this JVM would have had. */
    static long nextNumber() {
        return Thread.ofPlatform()
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {})
                .threadId();
    }

    /**
     * A thread is being made by the calling thread, and will hold what it has inherited until it ends.
     *
     * @param probe drawn just after its own number
     */
    void add(Object inherited, long probe) {
        if (!watched || !WALKER.walk(ThreadBirths::isVirtualOutsideOfScopes)) {
            return;
        }
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
        forgetEnded();
        NavigableMap<Long, LivingThread> candidates = made.isEmpty() ? Collections.emptyNavigableMap() : inTheDump();
        if (candidates.isEmpty()) {
            return List.of();
        }
        Sight.collectGarbage();
        forgetEnded();
        List<LivingThread> alive = new ArrayList<>();
        NavigableMap<Long, Birth> unknown = new TreeMap<>();
        new TreeMap<>(made).forEach((number, birth) -> {
            LivingThread known = isSure(number) ? candidates.remove(number) : null;
            if (known == null) {
                unknown.put(number, birth);
            } else {
                alive.add(known.madeAt(birth.site()));
            }
        });
        unknown.forEach((number, birth) -> {
            Map.Entry<Long, LivingThread> possible = candidates.floorEntry(number);
            if (possible != null) {
                candidates.remove(possible.getKey());
                alive.add(LivingThread.unknown(birth.site()));
            }
        });
        return alive;
    }

    private void forgetEnded() {
        made.values().removeIf(birth -> birth.inherited().get() == null);
    }

    private static boolean isSure(long number) {
        return !PROBES.contains(number) && !PROBES.contains(number + 2);
    }

    /** Threads that may be the owner's, by their numbers. */
    private NavigableMap<Long, LivingThread> inTheDump() {
        NavigableMap<Long, LivingThread> found = new TreeMap<>();
        for (LivingThread thread : ThreadDump.virtualThreads()) {
            if (thread.id() > first) {
                found.put(thread.id(), thread);
            }
        }
        return found;
    }
}
