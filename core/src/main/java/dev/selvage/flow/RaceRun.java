package dev.selvage.flow;

import dev.selvage.GoroutineFailure;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.context.internal.Park;
import dev.selvage.internal.OneShot;
import dev.selvage.internal.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One race.
 *
 * @param <T> the type of the results
 */
final class RaceRun<T extends @Nullable Object> implements Scope.Op<String, RuntimeException> {
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

    /** In order of time. Guarded by this. */
    private final List<GoroutineFailure> failures = new ArrayList<>(0);

    RaceRun(List<? extends Callable<? extends T>> tasks, int fatal) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("A race needs at least one task: without one nobody ever wins");
        }
        this.tasks = tasks;
        this.fatal = fatal;
    }

    T run() throws InterruptedException {
        String path = Scope.options().named("race").isolated(this::failed).<String, RuntimeException>call(this);
        synchronized (this) {
            boolean broken = failures.stream().anyMatch(RaceRun::isError);
            if (!broken && decision.get() instanceof Decision.Won<T>(T value)) {
                failures.forEach(failure ->
                        LoggerFactory.getLogger(Race.class).debug("Lost the race: {}", failure, failure.cause()));
                return value;
            }
            throw failed(path);
        }
    }

    /** Starts all, waits until it is decided, and cancels the rest; the scope waits for them. */
    @Override
    public String call(Scope scope) throws InterruptedException {
        for (Callable<? extends T> task : tasks) {
            scope.go("racer", () -> {
                T value = task.call();
                decision.set(new Decision.Won<>(value));
                return null;
            });
        }
        decision.await("race", Park.FOREVER);
        scope.cancel("the race is decided");
        return scope.path();
    }

    /** On the thread of a task that failed, before its goroutine counts as ended. */
    private void failed(GoroutineFailure failure) {
        boolean decides;
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
