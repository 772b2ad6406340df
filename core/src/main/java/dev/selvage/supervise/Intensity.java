package dev.selvage.supervise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts restarts in a sliding window. Only the supervisor's thread. */
final class Intensity {
    private final int restarts;
    private final long windowNanos;
    private final Deque<Seen> seen = new ArrayDeque<>();

    private record Seen(ChildExit exit, long nanos) {}

    Intensity(int restarts, long windowNanos) {
        this.restarts = restarts;
        this.windowNanos = windowNanos;
    }

    /** Counts an end that asks for a restart; whether it is allowed. */
    boolean admits(ChildExit exit, long now) {
        while (!seen.isEmpty() && now - seen.getFirst().nanos >= windowNanos) {
            seen.removeFirst();
        }
        seen.addLast(new Seen(exit, now));
        return seen.size() <= restarts;
    }

    /** Those of the window, in order of time. */
    List<ChildExit> exits() {
        return seen.stream().map(Seen::exit).toList();
    }
}
