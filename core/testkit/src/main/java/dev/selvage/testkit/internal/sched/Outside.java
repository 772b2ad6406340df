package dev.selvage.testkit.internal.sched;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** Tells who waits for the world outside of the run: real I/O, a timed wait of the JDK's, work on threads of the JDK's. */
final class Outside {
    /** Code that waits for a socket or a file, an answer, a process, work of a pool: none of it comes from a run. */
    private static final List<String> PLACES = List.of(
            "sun.nio.",
            "sun.net.",
            "java.net.",
            "jdk.internal.net.",
            "java.lang.Process",
            "java.util.concurrent.ForkJoinTask",
            "dev.selvage.http.");

    private static final String THREAD_POOL = "java.util.concurrent.ThreadPoolExecutor";
    private static final String THREAD_PER_TASK = "java.util.concurrent.ThreadPerTaskExecutor";

    private Outside() {}

    /**
     * Whether a strand waits for it.
     *
     * @param living all of its run
     */
    static boolean isWaitedForBy(Strand strand, List<Strand> living) {
        Thread thread = strand.thread();
        if (thread == null || strand.ready) {
            return false;
        }
        if (thread.getState() == Thread.State.RUNNABLE) {
            return true; // woken by the JDK's poller, and on its way to the ready set
        }
        return strand.waitsOutside(waiter -> isInSuchAPlace(waiter, living));
    }

    private static boolean isInSuchAPlace(Thread thread, List<Strand> living) {
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker != null && !blocker.getClass().getName().startsWith("java.")) {
            return false; // an operation of ours: its stack need not be looked at
        }
        if (blocker instanceof FutureTask<?>) {
            return !isTaskOf(living, blocker);
        }
        if ((blocker == null || isFuture(blocker)) && thread.getState() == Thread.State.TIMED_WAITING) {
            return true; // Thread.sleep, Object.wait, Future.get: of any length
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (isMethod(frame, "java.lang.VirtualThread", "joinNanos")) {
                return false; // waits for a thread that is likely one of the run
            }
            if (isPlace(frame)) {
                return true;
            }
            if (isMethod(frame, THREAD_POOL, "awaitTermination")) {
                return living.stream().noneMatch(Outside::isPoolWorker);
            }
            if (!isOfJdk(frame)) {
                return false; // who called the JDK
            }
        }
        return false;
    }

    /** Whether threads of the run may do the task: they run tasks, or there is a virtual thread for each. */
    private static boolean isTaskOf(List<Strand> living, Object task) {
        return task.getClass().getName().startsWith(THREAD_PER_TASK)
                || living.stream().anyMatch(Outside::isPoolWorker);
    }

    private static boolean isPoolWorker(Strand strand) {
        Thread thread = strand.thread();
        return thread != null
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> isMethod(frame, THREAD_POOL, "runWorker")
                                || isMethod(frame, "java.util.concurrent.FutureTask", "run"));
    }

    private static boolean isPlace(StackTraceElement frame) {
        String type = frame.getClassName();
        return PLACES.stream().anyMatch(type::startsWith)
                || isMethod(
                        frame, "java.lang.Thread", "join"); // of the platform's: one of a run is not waited for there
    }

    private static boolean isMethod(StackTraceElement frame, String type, String method) {
        return frame.getClassName().equals(type) && frame.getMethodName().equals(method);
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** Whether it waits in a class of the JDK's, or for a monitor: who ends that may be anybody. */
    static boolean mayBeAnybodys(Strand strand) {
        Thread thread = strand.thread();
        Object blocker = thread == null ? null : LockSupport.getBlocker(thread);
        return blocker == null || blocker.getClass().getName().startsWith("java.util.");
    }

    /** Whether it waits for a future, as what a client of the network's or a thread pool gives. */
    static boolean mayBeWaitedForBy(Strand strand) {
        Thread thread = strand.thread();
        Object blocker = thread == null ? null : LockSupport.getBlocker(thread);
        return blocker != null && isFuture(blocker);
    }

    private static boolean isFuture(Object blocker) {
        return blocker instanceof Future<?> || blocker.getClass().getEnclosingClass() == CompletableFuture.class;
    }

    /** Those that wait for it, as far as it can be told. */
    static List<Strand> waiting(List<Strand> living) {
        List<Strand> sure = living.stream()
                .filter(strand -> isWaitedForBy(strand, living) || isTimed(strand))
                .toList();
        return sure.isEmpty() ? living : sure;
    }

    private static boolean isTimed(Strand strand) {
        Thread thread = strand.thread();
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }
}
