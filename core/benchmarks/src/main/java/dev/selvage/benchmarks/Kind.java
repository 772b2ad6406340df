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
        void start(int count, Callable<Integer> task, Step then) throws InterruptedException {
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
        void start(int count, Callable<Integer> task, Step then) throws InterruptedException {
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>awaitAllSuccessfulOrThrow())) {
                for (int i = 0; i < count; i++) {
                    scope.fork(task);
                }
                then.run();
                scope.join();
            }
        }
    },
    THREADS {
        @Override
        void start(int count, Callable<Integer> task, Step then) throws InterruptedException {
            Runnable run = () -> call(task);
            for (int i = 0; i < count; i++) {
                Thread.startVirtualThread(run);
            }
            then.run();
        }
    },
    JOX {
        @Override
        void start(int count, Callable<Integer> task, Step then) throws InterruptedException {
            Scopes.supervised(scope -> {
                for (int i = 0; i < count; i++) {
                    scope.forkUser(task);
                }
                then.run();
                return count;
            });
        }
    };

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
    abstract void start(int count, Callable<Integer> task, Step then) throws InterruptedException;

    private static void call(Callable<Integer> task) {
        try {
            task.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
