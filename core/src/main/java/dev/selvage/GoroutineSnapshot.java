package dev.selvage;

import dev.selvage.context.CancelReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The scopes and goroutines of the JVM at about one moment.
 *
 * @param takenAt when
 * @param roots the scopes that are inside of no other
 */
public record GoroutineSnapshot(Instant takenAt, List<ScopeInfo> roots) {

    /** Makes the list unmodifiable. */
    public GoroutineSnapshot {
        roots = List.copyOf(roots);
    }

    /**
     * One open scope.
     *
     * @param name its name
     * @param path scopes and goroutines from the root down
     * @param owner the thread that runs its body
     * @param body what the owner does in this scope
     * @param deadline when it will be cancelled at the latest
     * @param cancelled why it was cancelled, if it was
     * @param goroutines what it started and still lives
     * @param inner scopes that its body has opened inside
     */
    public record ScopeInfo(
            String name,
            String path,
            String owner,
            GoroutineInfo body,
            Optional<Instant> deadline,
            Optional<CancelReason> cancelled,
            List<GoroutineInfo> goroutines,
            List<ScopeInfo> inner) {

        /** Makes the lists unmodifiable. */
        public ScopeInfo {
            goroutines = List.copyOf(goroutines);
            inner = List.copyOf(inner);
        }
    }

    /**
     * One goroutine, or the body of a scope.
     *
     * @param id its number; for the body of a scope that no goroutine runs, the number of its thread's main line
     * @param name its name
     * @param path scopes and goroutines from the root down
     * @param state where it is in its life
     * @param waitingFor what it waits for, in a few words; {@code running} or {@code runnable} if it does not
     * @param waited how long it has been waiting, where that is known
     * @param daemon whether nobody waits for it
     * @param cancelled why its context was cancelled, if it was: it runs on although cancelled
     * @param deadline when it will be cancelled at the latest
     * @param createdAt the line that started it, when creation sites are recorded
     * @param createdBy the number of the goroutine, or of the main line, that started it
     * @param stack its frames, innermost first
     * @param scopes the scopes that it has opened
     */
    public record GoroutineInfo(
            long id,
            String name,
            String path,
            Goroutine.State state,
            String waitingFor,
            Optional<Duration> waited,
            boolean daemon,
            Optional<CancelReason> cancelled,
            Optional<Instant> deadline,
            Optional<StackTraceElement> createdAt,
            long createdBy,
            List<StackTraceElement> stack,
            List<ScopeInfo> scopes) {

        /** Makes the lists unmodifiable. */
        public GoroutineInfo {
            stack = List.copyOf(stack);
            scopes = List.copyOf(scopes);
        }
    }
}
