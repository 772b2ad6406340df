package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that counts itself out. */
final class CountedTask implements Callable<@Nullable Void> {
    private final Callable<?> task;
    private final EndedTasks ended;

    /** Written by the task's thread; read by the owner when it has seen that thread dead, which orders the two. */
    boolean begun;

    CountedTask(Callable<?> task, EndedTasks ended) {
        this.task = task;
        this.ended = ended;
    }

    @Override
    public @Nullable Void call() {
        begun = true;
        try {
            task.call();
        } catch (Throwable e) {
            report(e);
        } finally {
            ended.add();
        }
        return null;
    }

    /** Not rethrown: the joiner would cancel the scope, which interrupts the others and drops later forks. */
    private static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ignored) {
            // as the JVM does with what an uncaught exception handler throws
        }
    }
}
