package dev.selvage.supervise;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailure;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.context.Context;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a child, from its start to its end. Made and started by the supervisor's thread. */
final class Run {
    final Signals signals;
    private final Child child;
    private final int number;

    /** Set once, by the supervisor's thread, which alone reads it. */
    private @Nullable Goroutine<?> goroutine;

    Run(Child child, int number, Context keeper) {
        this.child = child;
        this.number = number;
        this.signals = new Signals(keeper);
    }

    void start(Scope scope) {
        goroutine = scope.go(child.name(), this::work);
    }

    /** On the child's goroutine. In a scope of its own, so that it has ended only when all that it started has. */
    private void work() throws Exception {
        Scope.options().named("run-" + number).<Exception>run(scope -> {
            Lifecycle life = new Lifecycle(child.name(), signals, scope.context());
            scope.defer(life::end);
            scope.context()
                    .with(Lifecycle.CURRENT, life)
                    .<Exception>run(() -> child.task().run(life));
        });
    }

    boolean hasEnded() {
        return goroutine().outcome().isPresent();
    }

    /** How it ended; it has. */
    ChildExit exit(Instant now) {
        Optional<GoroutineFailure> failure = goroutine().outcome().orElseThrow() instanceof Outcome.Failure<?>(var why)
                ? Optional.of(why)
                : Optional.empty();
        return new ChildExit(child.name(), goroutine().path(), now, failure);
    }

    void cancel() {
        goroutine().cancel();
    }

    String path() {
        return goroutine().path();
    }

    private Goroutine<?> goroutine() {
        if (goroutine == null) {
            throw new IllegalStateException("Child " + child.name() + " has not been started");
        }
        return goroutine;
    }
}
