package dev.selvage.testkit.internal.sched;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tells who waits for the world outside of the run: real I/O, a timed wait of the JDK's, or what says so itself. */
final class Outside {
    private Outside() {}

    static boolean isWaitedFor(Run run) {
        Quiet quiet = run.quiet();
        return !run.realTimers().isEmpty()
                || (quiet != null && quiet.outside() > 0)
                || run.living().stream().anyMatch(Outside::isIo);
    }

    /** Those that wait for it, as far as it can be told. */
    static List<Strand> waiting(Run run) {
        List<Strand> sure = run.living().stream()
                .filter(strand -> isIo(strand) || isTimed(strand))
                .toList();
        return sure.isEmpty() ? run.living() : sure;
    }

    /** Whether it waits in a class of the JDK's, which a thread outside may end as well. */
    static boolean maybe(Strand strand) {
        Object blocker = blocker(strand);
        return blocker != null && blocker.getClass().getName().startsWith("java.");
    }

    private static boolean isTimed(Strand strand) {
        Thread thread = strand.thread();
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** The JDK's poller parks threads without saying on what; few others do, so the stack is looked at only then. */
    private static boolean isIo(Strand strand) {
        Thread thread = strand.thread();
        if (thread == null || strand.ready) {
            return false;
        }
        if (thread.getState() == Thread.State.RUNNABLE) {
            return true; // woken by the poller, and on its way to the ready set
        }
        if (blocker(strand) != null) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("sun.nio.ch.")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object blocker(Strand strand) {
        Thread thread = strand.thread();
        return thread == null ? null : LockSupport.getBlocker(thread);
    }
}
