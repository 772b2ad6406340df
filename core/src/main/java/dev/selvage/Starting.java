package dev.selvage;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.AnyNode;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.CreationSite;
import dev.selvage.context.internal.Frame;
import dev.selvage.context.internal.Park;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.internal.Crew;
import dev.selvage.internal.Crewed;
import dev.selvage.internal.Ends;
import dev.selvage.internal.Slots;
import dev.selvage.internal.Spawner;
import dev.selvage.internal.jdk.TaskScope;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How goroutines of one scope get their slots and their threads. */
final class Starting implements Crewed.Enlisting {
    private final ScopeImpl scope;
    private final @Nullable Slots slots;
    private final @Nullable Spawner spawner;

    /** The JDK's scope. Only the owner's thread. */
    private @Nullable TaskScope threads;

    /** Written once, by the owner, before anybody enlists. */
    private volatile @Nullable Crew crew;

    Starting(ScopeImpl scope) {
        Options options = scope.options;
        this.scope = scope;
        this.slots = options.limit() == 0 ? null : new Slots(options.limit());
        this.spawner = options.isShared() ? new Spawner(scope.threads()) : null;
    }

    /** Opens the JDK's scope. Only the owner's thread. */
    void open() {
        TaskScope opened = TaskScope.open(scope.name(), scope.threads()); // a name saves the JDK making one up
        if (spawner != null) {
            try {
                opened.fork(spawner);
            } catch (Throwable refused) {
                opened.close();
                throw refused;
            }
        }
        threads = opened;
    }

    /** Nothing is asked for any more, and nothing lives. From any thread. */
    void stop() {
        Crew hands = crew;
        if (hands != null) {
            hands.stop();
        }
        if (spawner != null) {
            spawner.stop();
        }
    }

    /** Waits for the last instructions of the threads. Only the owner's thread. */
    void close() {
        threads().close();
    }

    private TaskScope threads() {
        return Objects.requireNonNull(threads, "threads");
    }

    // Starting

    <T extends @Nullable Object> GoroutineImpl<T> start(@Nullable String name, Object task, boolean daemon) {
        SchedulePoint.reach("go", scope);
        Ambient caller = caller();
        Frame level = caller == null ? null : ScopeImpl.level(caller);
        if (level != scope) {
            StartRules.refuse(scope, level, slots != null && !daemon);
        }
        GoroutineImpl<T> goroutine = made(name, task, daemon, caller);
        if (slots == null || daemon) { // a daemon ends when the others have: with a slot it could keep them from it
            fork(goroutine, level);
        } else if (level != scope) {
            queue(goroutine, this::takeSlot);
        } else if (waitForSlot(goroutine, slots)) {
            goroutine.slot = true;
            fork(goroutine, level);
        }
        return goroutine;
    }

    /** Starts without waiting; null if no slot is free. */
    <T extends @Nullable Object> @Nullable GoroutineImpl<T> tryStart(Object task) {
        SchedulePoint.reach("tryGo", scope);
        Ambient caller = caller();
        Frame level = caller == null ? null : ScopeImpl.level(caller);
        StartRules.refuse(scope, level, false);
        if (slots != null && !slots.tryTake()) {
            return null;
        }
        GoroutineImpl<T> goroutine;
        try {
            goroutine = made(null, task, false, caller);
        } catch (Throwable refused) {
            if (slots != null) {
                slots.release();
            }
            throw refused;
        }
        goroutine.slot = slots != null;
        fork(goroutine, level);
        return goroutine;
    }

    private @Nullable Ambient caller() {
        return Thread.currentThread() == scope.ambient.thread() ? scope.ambient : Ambient.find();
    }

    /** Makes a goroutine and puts it on the roster. */
    private <T extends @Nullable Object> GoroutineImpl<T> made(
            @Nullable String name, Object task, boolean daemon, @Nullable Ambient caller) {
        AbstractContext here = context(caller);
        GoroutineImpl<T> goroutine =
                new GoroutineImpl<>(scope, name, task, daemon, here, startedBy(caller), CreationSite.capture());
        if (here != scope.node) {
            if (!here.isBelow(scope.node)) {
                goroutine.own(AnyNode.below(here, scope.node, goroutine));
            } else if (here.source() != scope.node) {
                goroutine.context(); // a cancellation between the scope and here must reach it
            }
        }
        if (!scope.roster.add(goroutine)) {
            throw StartRules.closed(scope);
        }
        if (Census.isTaken()) {
            Census.born(new LivingGoroutine(goroutine));
        }
        return goroutine;
    }

    /** What the caller runs in; the scope's own context if that has all of it, as for a caller that runs in nothing. */
    private AbstractContext context(@Nullable Ambient caller) {
        AbstractContext here =
                caller == null ? Ambient.currentContext() : caller.topFrame().context();
        boolean isOwn = here == AbstractContext.background() || (here != scope.node && here.isCoveredBy(scope.node));
        return isOwn ? scope.node : here;
    }

    private static long startedBy(@Nullable Ambient caller) {
        if (caller instanceof GoroutineImpl<?> goroutine) {
            return goroutine.id();
        }
        return caller != null && ScopeImpl.level(caller) instanceof ScopeImpl scope ? scope.bodyId : 0;
    }

    private void fork(GoroutineImpl<?> goroutine, @Nullable Frame level) {
        CancelReason reason = goroutine.reasonOrNull();
        if (reason != null) {
            goroutine.neverStarted(reason);
            return;
        }
        try {
            if (level == scope) {
                threads().fork(goroutine);
            } else if (spawner == null && level instanceof GoroutineImpl<?> parent) {
                parent.fork(goroutine);
            } else {
                spawn(goroutine);
            }
        } catch (Throwable refused) {
            forget(goroutine);
            throw refused;
        }
        if (scope.node.reasonOrNull() != null) {
            goroutine.interrupt(goroutine);
        }
    }

    /** Hands a goroutine to the spawner; only in shared scopes. */
    void spawn(GoroutineImpl<?> goroutine) {
        Objects.requireNonNull(spawner, "spawner").start(goroutine);
    }

    private void queue(GoroutineImpl<?> goroutine, Consumer<GoroutineImpl<?>> line) {
        CancelReason before = goroutine.reasonOrNull();
        if (before != null) {
            goroutine.neverStarted(before);
            return;
        }
        line.accept(goroutine);
        if (goroutine.reasonOrNull() != null) {
            goroutine.cancelledFromAbove(); // it may have come into the line after the cancellation went over it
        }
    }

    private void takeSlot(GoroutineImpl<?> goroutine) {
        if (slots != null && slots.takeOrWait(goroutine)) {
            goroutine.granted();
        }
    }

    Starting crew(int workers) {
        crew = new Crew(Objects.requireNonNull(spawner, "spawner"), workers);
        return this;
    }

    @Override
    public Ends enlist(Object task) {
        SchedulePoint.reach("go", scope);
        Ambient caller = caller();
        StartRules.refuse(scope, caller == null ? null : ScopeImpl.level(caller), false);
        GoroutineImpl<?> goroutine = made(null, task, false, caller);
        queue(goroutine, Objects.requireNonNull(crew, "crew")::add);
        return goroutine;
    }

    /** The owner waits in line; false if it gave up, and the goroutine is cancelled. */
    private boolean waitForSlot(GoroutineImpl<?> goroutine, Slots places) {
        SlotWait wait = new SlotWait(Thread.currentThread(), scope.name());
        if (places.takeOrWait(wait)) {
            return true;
        }
        try {
            Park.until(wait::isGranted, wait, Park.FOREVER);
            return true;
        } catch (InterruptedException e) {
            if (!places.leave(wait)) {
                places.release();
            }
            Ambient.keepInterrupt();
            CancelReason reason = goroutine.reasonOrNull();
            goroutine.neverStarted(
                    reason != null
                            ? reason
                            : new CancelReason(
                                    Kind.INTERRUPTED,
                                    "interrupted while waiting for a slot",
                                    Optional.of(e),
                                    scope.path()));
            return false;
        }
    }

    boolean leaveQueue(GoroutineImpl<?> goroutine) {
        Crew hands = crew;
        return (slots != null && slots.leave(goroutine)) || (hands != null && hands.leave(goroutine));
    }

    /** A start that came to nothing: as if it had not been asked for. */
    private void forget(GoroutineImpl<?> goroutine) {
        goroutine.refused();
        releaseSlot(goroutine);
        scope.left(scope.roster.remove(goroutine));
    }

    void releaseSlot(GoroutineImpl<?> goroutine) {
        if (goroutine.slot && slots != null) {
            goroutine.slot = false;
            slots.release();
        }
    }
}
