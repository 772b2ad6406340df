package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Says who waits for what. */
final class Waits {
    private static final int FRAMES = 6;

    private Waits() {}

    static String report(Kind kind, List<Strand> living) {
        String head = kind == Kind.DEADLOCK
                ? "deadlock: everybody waits, and nothing is left that could wake one of them"
                : "leak: the body has ended, but something that it started waits for ever";
        return head + each(living);
    }

    static String outside(List<Strand> waiting, Duration limit) {
        return "waited for the world outside for " + limit.toMillis() + " ms of real time, which nothing ended"
                + each(waiting)
                + "\n  Timed waits of the JDK's, as Thread.sleep, go by the system's clock: use those of Selvage, which go by the"
                + " virtual one. Real I/O does not belong here: put a fake in its place.";
    }

    private static String each(List<Strand> strands) {
        StringBuilder text = new StringBuilder();
        for (Strand strand : strands) {
            Thread thread = strand.thread();
            if (thread != null) {
                text.append("\n  ").append(strand.label()).append(" waits for ").append(what(thread));
                stack(thread, text);
            }
        }
        return text.toString();
    }

    private static String what(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker != null) {
            return blocker.toString();
        }
        return switch (thread.getState()) {
            case BLOCKED -> "a monitor";
            case TIMED_WAITING -> "a timed wait of the JDK's";
            default -> "somebody to wake it";
        };
    }

    private static void stack(Thread thread, StringBuilder text) {
        int shown = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            boolean ofJdk = frame.getClassName().startsWith("java.lang.VirtualThread")
                    || frame.getClassName().startsWith("java.util.concurrent.locks.LockSupport");
            if (!ofJdk && shown++ < FRAMES) {
                text.append("\n      at ").append(frame);
            }
        }
    }
}
