package dev.selvage.testkit.internal.sched;

import dev.selvage.context.internal.CreationSite;
import dev.selvage.testkit.internal.sched.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Says who waits for what. */
final class Waits {
    private static final int MOST_FRAMES = 6;

    private Waits() {}

    static String report(Kind kind, List<Strand> living, boolean isClockHeld) {
        String head = kind == Kind.DEADLOCK
                ? "deadlock: everybody waits, and nothing is left that could wake one of them"
                : "leak: the body has ended, but something that it started waits for ever";
        String clock = isClockHeld ? " (a timer is armed, but the clock moves only by advance)" : "";
        return head + clock + each(living);
    }

    static String livelock(int steps, int bodyEnded, List<Strand> living) {
        String body = bodyEnded < 0
                ? ""
                : ": the body ended at step " + bodyEnded + ", but what it started goes on (a loop that nobody ends?)";
        return "not at an end after " + steps + " steps" + body + each(living);
    }

    static String outside(List<Strand> waiting, Duration limit) {
        return "waited for the world outside for " + limit.toMillis() + " ms of real time, which nothing ended"
                + each(waiting)
                + "\n  Timed waits of the JDK's, as Thread.sleep, go by the system's clock: use those of Selvage, which go by the"
                + " virtual one. Real I/O does not belong here: put a fake in its place.";
    }

    static String tooLate(Strand strand, Strand.TooLate late) {
        return "time moved on while " + strand.label() + " waited, and then " + late.by() + " outside woke it"
                + of(strand)
                + "\n  Nothing shows of such a wait that it is for the world outside: call it by clock.outside(...), and time stands"
                + " still.";
    }

    static String each(List<Strand> strands) {
        StringBuilder text = new StringBuilder();
        strands.forEach(strand -> text.append(of(strand)));
        return text.toString();
    }

    private static String of(Strand strand) {
        Thread thread = strand.thread();
        return thread == null ? "" : "\n  " + strand.label() + ' ' + what(thread) + stack(strand);
    }

    private static String what(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker != null) {
            return "waits for " + blocker;
        }
        return switch (thread.getState()) {
            case BLOCKED -> "waits for a monitor";
            case TIMED_WAITING -> "waits in a timed wait of the JDK's";
            case RUNNABLE -> "goes on";
            default -> "waits for somebody to wake it";
        };
    }

    /** Where a thread is: the user's frames; if there are none, the innermost of others'. */
    static String stack(Strand strand) {
        Thread thread = strand.thread();
        if (thread == null) {
            return "";
        }
        List<StackTraceElement> frames = List.of(thread.getStackTrace());
        List<StackTraceElement> users = frames.stream()
                .filter(frame -> !CreationSite.isLibrary(frame, thread.getContextClassLoader()))
                .toList();
        StringBuilder text = new StringBuilder();
        (users.isEmpty() ? frames : users)
                .stream()
                        .limit(MOST_FRAMES)
                        .forEach(frame -> text.append("\n      at ").append(frame));
        return text.toString();
    }
}
