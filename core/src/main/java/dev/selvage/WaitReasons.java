package dev.selvage;

import java.util.List;

/** What a thread waits for in calls that are not ours, as far as its stack tells. */
final class WaitReasons {
    private WaitReasons() {}

    /** The state of a goroutine on a thread that has started and whose outcome is not there yet. */
    static Goroutine.State state(Thread thread) {
        return switch (thread.getState()) {
            case NEW, RUNNABLE, TERMINATED -> Goroutine.State.RUNNABLE;
            case BLOCKED, WAITING, TIMED_WAITING -> Goroutine.State.BLOCKED;
        };
    }

    /** A few words, as Go users know them. */
    static String of(Thread.State state, List<StackTraceElement> stack) {
        return switch (state) {
            case NEW -> "created";
            case TERMINATED -> "ended";
            case BLOCKED -> "sync lock";
            case RUNNABLE -> isIo(stack) ? "IO wait" : "running";
            case WAITING, TIMED_WAITING -> waiting(stack);
        };
    }

    private static String waiting(List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            String method = frame.getMethodName();
            if (type.equals("java.lang.Thread") && method.startsWith("sleep")) {
                return "sleep";
            } else if (type.equals("java.lang.Thread") && method.startsWith("join")) {
                return "thread join";
            } else if (type.equals("java.lang.Object") && method.startsWith("wait")) {
                return "object wait";
            } else if (type.startsWith("sun.nio.ch.") || type.startsWith("java.net.Socket")) {
                return "IO wait";
            } else if (type.startsWith("java.util.concurrent.locks.")) {
                if (type.contains("ReentrantLock") || type.contains("ReadWriteLock")) {
                    return "lock";
                }
            } else if (type.startsWith("java.util.concurrent.") && !isManagedBlock(method)) {
                return simple(type);
            } else if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
                break;
            }
        }
        return "waiting";
    }

    private static boolean isIo(List<StackTraceElement> stack) {
        return !stack.isEmpty() && stack.getFirst().getClassName().startsWith("sun.nio.ch.");
    }

    /** {@code ForkJoinPool.managedBlock}, through which conditions wait: not what a queue's user waits for. */
    private static boolean isManagedBlock(String method) {
        return method.equals("managedBlock") || method.equals("unmanagedBlock");
    }

    /** {@code java.util.concurrent.CountDownLatch$Sync} is a {@code CountDownLatch}. */
    private static String simple(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }
}
