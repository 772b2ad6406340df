package dev.selvage.testkit.internal.leak;

import java.lang.StackWalker.StackFrame;

/** Work that somebody, who may be anybody, has handed to the calling thread: known by the frames of the JDK that run it. */
final class HandedOver {
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** Where the walk ends: whoever called from there knows for whom. */
    private static final String BODY = Owners.class.getName();

    private HandedOver() {}

    /** Whether what runs now was handed over, since the innermost body began on this thread, or the thread itself. */
    static boolean isWhatRuns() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !isBody(frame)).anyMatch(HandedOver::isHandOver));
    }

    /** Whether a static initializer runs, since then. */
    static boolean isForAll() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !isBody(frame))
                .anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    }

    private static boolean isBody(StackFrame frame) {
        return frame.getMethodName().equals("callAs") && frame.getClassName().equals(BODY);
    }

    /** A pool that runs a task, also one that somebody else waits for; a timer; a stage of a future, run by who completes it. */
    private static boolean isHandOver(StackFrame frame) {
        String type = frame.getClassName();
        return switch (frame.getMethodName()) {
            case "runWorker" -> type.equals("java.util.concurrent.ThreadPoolExecutor");
            case "mainLoop" -> type.equals("java.util.TimerThread");
            case "postComplete" -> type.equals("java.util.concurrent.CompletableFuture");
            default -> type.startsWith("java.util.concurrent.ForkJoinPool");
        };
    }
}
