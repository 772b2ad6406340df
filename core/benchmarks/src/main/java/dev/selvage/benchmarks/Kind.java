package dev.selvage.benchmarks;

import com.softwaremill.jox.structured.Scopes;
import dev.selvage.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** Who starts the things that park. */
enum Kind {
    SELVAGE {
        @Override
        void start(int count, Job task, Step then) throws InterruptedException {
            Scope.run(scope -> {
                for (int i = 0; i < count; i++) {
                    scope.go(task);
                }
                then.run();
            });
        }
    },
    STRUCTURED_TASK_SCOPE {
        @Override
        void start(int count, Job task, Step then) throws InterruptedException {
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
                for (int i = 0; i < count; i++) {
                    scope.fork((Callable<Integer>) task);
                }
                then.run();
                scope.join();
            }
        }
    },
    THREADS {
        @Override
        void start(int count, Job task, Step then) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                Thread.startVirtualThread(task);
            }
            then.run();
        }
    },
    JOX {
        @Override
        void start(int count, Job task, Step then) throws InterruptedException {
            Scopes.supervised(scope -> {
                for (int i = 0; i < count; i++) {
                    scope.forkUser(task);
                }
                then.run();
                return count;
            });
        }
    };

    /** What each does: one call below whoever starts it, so that none has the deeper stack. */
    @FunctionalInterface
    interface Job extends Callable<Integer>, Runnable {
        void work() throws InterruptedException;

        @Override
        default Integer call() throws InterruptedException {
            work();
            return 1;
        }

        @Override
        default void run() {
            try {
                work();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What follows the start. */
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    /**
     * Starts so many, then takes the next step while they live.
     *
     * @param count how many
     * @param task what each does
     * @param then the next step
     */
    abstract void start(int count, Job task, Step then) throws InterruptedException;
}
