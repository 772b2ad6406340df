package dev.selvage.flow;

import dev.selvage.GoroutineFailure;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.ScopeOptions;
import dev.selvage.context.internal.Home;
import dev.selvage.context.internal.Park;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One race.
 *
 * @param <T> the type of the results
 */
final class RaceRun<T extends @Nullable Object> implements Scope.Op<Scope, RuntimeException> {
    private static final ScopeOptions OPTIONS = Scope.options().named("race");

    /** How it is decided. */
    private sealed interface Decision<T extends @Nullable Object> {
        /** Somebody has won. */
        record Won<T extends @Nullable Object>(T value) implements Decision<T> {}

        /** Nobody can win any more; the failures say why. */
        record Lost<T extends @Nullable Object>() implements Decision<T> {}
    }

    private final List<? extends Callable<? extends T>> tasks;

    /** So many failures decide it. */
    private final int fatal;

    private final OneShot<Decision<T>> decision = new OneShot<>();

    /** How many have neither returned nor failed. */
    private final AtomicInteger running;

    /** In order of time. Guarded by this. */
    private final List<GoroutineFailure> failures = new ArrayList<>(0);

    RaceRun(List<? extends Callable<? extends T>> tasks, int fatal) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("A race needs at least one task: without one nobody ever wins");
        }
        this.tasks = tasks;
        this.fatal = fatal;
        this.running = new AtomicInteger(tasks.size());
    }

    T run() throws InterruptedException {
        Scope scope = OPTIONS.isolated(this::failed).<Scope, RuntimeException>call(this);
        synchronized (this) {
            boolean broken = !failures.isEmpty() && failures.stream().anyMatch(RaceRun::isError);
            if (!broken && decision.get() instanceof Decision.Won<T>(T value)) {
                failures.forEach(failure ->
                        LoggerFactory.getLogger(Race.class).debug("Lost the race: {}", failure, failure.cause()));
                return value;
            }
            throw failed(scope.path());
        }
    }

    /** Starts all, waits until it is decided, and cancels the rest, if there is one; the scope waits for them. */
    @Override
    public Scope call(Scope scope) throws InterruptedException {
        for (Callable<? extends T> task : tasks) {
            scope.go("racer", () -> {
                T value = task.call();
                running.decrementAndGet(); // first: who waits for the decision looks at it
                decision.set(new Decision.Won<>(value));
                return null;
            });
        }
        decision.await("race", Park.FOREVER);
        if (running.get() > 0 || ((Home) scope).started() > tasks.size()) { // else it takes longer than many a race
            scope.cancel("the race is decided");
        }
        return scope;
    }

    /** On the thread of a task that failed, before its goroutine counts as ended. */
    private void failed(GoroutineFailure failure) {
        boolean decides;
        running.decrementAndGet();
        synchronized (this) {
            failures.add(failure);
            decides = failures.size() >= fatal || isError(failure);
        }
        if (decides) {
            decision.set(new Decision.Lost<>());
        }
    }

    private static boolean isError(GoroutineFailure failure) {
        return failure.cause() instanceof Error;
    }

    /** All that failed, the first error first. Under the lock. */
    private ScopeFailedException failed(String path) {
        List<GoroutineFailure> ordered = new ArrayList<>(failures);
        failures.stream().filter(RaceRun::isError).findFirst().ifPresent(error -> {
            ordered.remove(error);
            ordered.addFirst(error);
        });
        ScopeFailedException leaving = new ScopeFailedException(path, ordered);
        ordered.forEach(failure -> Suppression.add(leaving, failure.cause()));
        return leaving;
    }
}
