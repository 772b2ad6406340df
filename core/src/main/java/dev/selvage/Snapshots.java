package dev.selvage;

import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import dev.selvage.context.CancelReason;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the tree of scopes and goroutines as records, while everything goes on. */
final class Snapshots {
    private static final StackTraceElement[] NO_STACK = {};

    private Snapshots() {}

    static GoroutineSnapshot take() {
        List<ScopeInfo> roots = new ArrayList<>();
        for (ScopeImpl root : OpenScopes.roots()) {
            roots.add(scope(root, inside(root.ambient, root)));
        }
        return new GoroutineSnapshot(Instant.now(), roots);
    }

    static ScopeInfo take(ScopeImpl scope) {
        return scope(scope, scope.ambient.isOpen(scope) ? inside(scope.ambient, scope) : List.of());
    }

    /** Scopes that were opened on one thread, inside of {@code outer}, the outermost first. */
    private static List<ScopeImpl> inside(Ambient ambient, @Nullable Frame outer) {
        List<ScopeImpl> scopes = new ArrayList<>();
        for (Frame at = ambient.topFrame(); at != null && at != outer; at = at.outer()) {
            if (at instanceof ScopeImpl scope) {
                scopes.add(scope);
            }
        }
        return scopes.reversed();
    }

    private static ScopeInfo scope(ScopeImpl scope, List<ScopeImpl> inside) {
        List<ScopeInfo> inner =
                inside.isEmpty() ? List.of() : List.of(scope(inside.getFirst(), inside.subList(1, inside.size())));
        List<GoroutineInfo> goroutines = new ArrayList<>();
        for (GoroutineImpl<?> goroutine : scope.roster.all()) {
            goroutines.add(goroutine(goroutine));
        }
        Thread owner = scope.ambient.thread();
        return new ScopeInfo(
                scope.name(),
                scope.path(),
                owner == null ? "" : ownerName(scope, owner),
                body(scope, owner),
                scope.node.deadline(),
                scope.node.reason(),
                goroutines,
                inner);
    }

    private static String ownerName(ScopeImpl scope, Thread owner) {
        if (scope.ambient instanceof GoroutineImpl<?> goroutine) {
            return "goroutine " + goroutine.id();
        }
        return owner.getName().isEmpty() ? "thread #" + owner.threadId() : "thread \"" + owner.getName() + "\"";
    }

    private static GoroutineInfo body(ScopeImpl scope, @Nullable Thread owner) {
        List<StackTraceElement> stack = stack(owner);
        return new GoroutineInfo(
                scope.bodyId,
                owner == null ? "" : owner.getName(),
                scope.path(),
                owner == null ? Goroutine.State.RUNNABLE : WaitReasons.state(owner),
                waitingFor(scope.ambient, owner, stack),
                waited(scope.ambient),
                false,
                scope.node.reason(),
                scope.node.deadline(),
                Optional.empty(),
                0,
                stack,
                List.of());
    }

    static GoroutineInfo goroutine(GoroutineImpl<?> goroutine) {
        Thread thread = goroutine.thread();
        List<StackTraceElement> stack = stack(thread);
        CancelReason cancelled = goroutine.reasonOrNull();
        List<ScopeImpl> opened = inside(goroutine, null);
        List<ScopeInfo> scopes =
                opened.isEmpty() ? List.of() : List.of(scope(opened.getFirst(), opened.subList(1, opened.size())));
        AbstractContext context = goroutine.contextForLook();
        return new GoroutineInfo(
                goroutine.id(),
                goroutine.name(),
                goroutine.path(),
                goroutine.state(),
                thread == null ? "created" : waitingFor(goroutine, thread, stack),
                waited(goroutine),
                goroutine.daemon,
                Optional.ofNullable(cancelled),
                context.deadline(),
                Optional.ofNullable(goroutine.site),
                goroutine.startedBy,
                stack,
                scopes);
    }

    /** What the watchdog logs. */
    static String stuck(ScopeImpl scope, List<GoroutineImpl<?>> goroutines, Duration since) {
        List<GoroutineInfo> infos = new ArrayList<>();
        goroutines.forEach(goroutine -> infos.add(goroutine(goroutine)));
        return DumpText.stuck(scope(scope, List.of()), infos, scope.end.waitingFor(), since, Instant.now());
    }

    private static List<StackTraceElement> stack(@Nullable Thread thread) {
        return Arrays.asList(thread == null ? NO_STACK : thread.getStackTrace());
    }

    private static String waitingFor(Ambient ambient, @Nullable Thread thread, List<StackTraceElement> stack) {
        Object ours = ambient.waitingFor();
        if (ours != null) {
            return Objects.toString(ours);
        }
        return thread == null ? "" : WaitReasons.of(thread.getState(), stack);
    }

    private static Optional<Duration> waited(Ambient ambient) {
        return ambient.waitingFor() == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, System.nanoTime() - ambient.waitingSince())));
    }
}
