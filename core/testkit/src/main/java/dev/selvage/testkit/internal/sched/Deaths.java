package dev.selvage.testkit.internal.sched;

import dev.selvage.context.internal.Census;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hears of virtual threads of a run that die of an exception, also of those that the run's factory has not made: while there is a
 * driver, as the JVM's handler for threads without one of their own. The others' go to the handler that was there before.
 */
final class Deaths implements Thread.UncaughtExceptionHandler {
    /** How many drivers there are. Guarded by the class. */
    private static int drivers;

    /** The handler while there are drivers. Guarded by the class. */
    private static @Nullable Deaths installed;

    private final Thread.@Nullable UncaughtExceptionHandler before;

    private Deaths(Thread.@Nullable UncaughtExceptionHandler before) {
        this.before = before;
    }

    static synchronized void listen() {
        if (drivers++ == 0) {
            installed = new Deaths(Thread.getDefaultUncaughtExceptionHandler());
            Thread.setDefaultUncaughtExceptionHandler(installed);
        }
    }

    static synchronized void stop() {
        if (--drivers == 0 && installed != null && Thread.getDefaultUncaughtExceptionHandler() == installed) {
            Thread.setDefaultUncaughtExceptionHandler(installed.before);
        }
    }

    /** On the thread itself. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        Run run = Driver.current();
        if (run != null) {
            run.died(thread, failure);
            return;
        }
        Census.failed(thread, failure); // it may be one outside that a run has made
        if (before != null) {
            before.uncaughtException(thread, failure);
        } else {
            LoggerFactory.getLogger(Deaths.class).error("Exception in {}, which is of no run", thread, failure);
        }
    }
}
