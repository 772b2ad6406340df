package dev.selvage.internal.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A task made of a lambda. */
final class TestTask implements TaskScope.Task {
    private final Callable<?> work;

    /** Deliberately plain: who has seen the thread end sees it. */
    private boolean begun;

    private TestTask(Callable<?> work) {
        this.work = work;
    }

    static TestTask of(Callable<?> work) {
        return new TestTask(work);
    }

    /** For a scope whose tasks count themselves out. */
    static TestTask counted(TaskScope scope, Callable<?> work) {
        return new TestTask(() -> {
            Object result = work.call();
            scope.taskEnded();
            return result;
        });
    }

    /** Opens a scope of the one kind or the other. */
    static TaskScope open(boolean counted) {
        return counted ? TaskScope.openCounted(null, null) : TaskScope.open(null, null);
    }

    /** For a scope of the one kind or the other. */
    static TestTask of(TaskScope scope, boolean counted, Callable<?> work) {
        return counted ? counted(scope, work) : of(work);
    }

    @Override
    public Object call() throws Exception {
        begun = true;
        return work.call();
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    /** Work that waits for a latch through interrupts, and counts them and its end. */
    record Stubborn(CountDownLatch release, AtomicInteger interrupts, AtomicInteger finished)
            implements Callable<Object> {
        Stubborn() {
            this(new CountDownLatch(1), new AtomicInteger(), new AtomicInteger());
        }

        @Override
        public Object call() {
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                interrupts.incrementAndGet();
            }
            finished.incrementAndGet();
            return this;
        }
    }
}
