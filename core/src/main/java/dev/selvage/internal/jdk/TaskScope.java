package dev.selvage.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One open {@code StructuredTaskScope}; confined to the thread that opened it: every method but {@link #taskEnded} throws
 * {@link WrongThreadException} when another thread calls it.
 *
 * <p>Unlike the JDK's, this one interrupts nobody because {@code close} comes before a {@code join}, and one made by
 * {@link #openCounted} not even when the owner is interrupted.
 */
public final class TaskScope implements AutoCloseable {
    /*
     * Algorithm. The JDK's join can be called once. After an InterruptedException it cannot be repeated, and the JDK's close
     * then interrupts every thread. So the one join is called in close(), when whoever uses this has waited for the tasks itself;
     * or the tasks count themselves out, and after an interrupt the owner waits by that count: then those interrupts can hit
     * nothing but the last instructions of threads.
     */
    private static final MethodHandle OPEN = StsHandles.RUNNING.open();
    private static final MethodHandle FORK = StsHandles.RUNNING.fork();
    private static final MethodHandle JOIN = StsHandles.RUNNING.join();
    private static final MethodHandle CLOSE = StsHandles.RUNNING.close();

    private static final ScopedValue<Boolean> ANY = ScopedValue.newInstance();

    private final Thread owner = Thread.currentThread();
    private final ScopeThreads threads;
    private final Object sts;

    /** Null unless the tasks count themselves out. */
    private final @Nullable EndedTasks ended;

    /** Tasks started so far. Owner only, as the one below. */
    private int started;

    private boolean closed;

    private TaskScope(ScopeThreads threads, boolean counted) throws Throwable {
        this.threads = threads;
        this.ended = counted ? new EndedTasks() : null;
        this.sts = (Object) OPEN.invokeExact((UnaryOperator<?>) threads);
    }

    /**
     * Opens a scope that the current thread owns.
     *
     * @param name the scope's name in thread dumps; null for the JDK's default
     * @param factory makes the threads; null for virtual threads without a name
     * @throws UnsupportedOperationException if the running JDK's {@code StructuredTaskScope} is not one we know
     */
    public static TaskScope open(@Nullable String name, @Nullable ThreadFactory factory) {
        return open(name, factory, false);
    }

    /**
     * Opens a scope that the current thread owns, whose tasks count themselves out: each calls {@link #taskEnded} last of all.
     * An interrupt of the owner in {@link #close} is then not passed on to them.
     */
    public static TaskScope openCounted(@Nullable String name, @Nullable ThreadFactory factory) {
        return open(name, factory, true);
    }

    private static TaskScope open(@Nullable String name, @Nullable ThreadFactory factory, boolean counted) {
        try {
            return new TaskScope(new ScopeThreads(name, factory), counted);
        } catch (Throwable e) {
            throw Thrown.unchecked(e);
        }
    }

    /**
     * Called before a scope is opened that no {@code ScopedValue} binding surrounds for its whole life. A thread that has never had one
     * is marked so by the JDK until the first, which leaves an empty set of them behind. The JDK takes these two for different
     * bindings, and would take no more forks after that first one has ended.
     */
    public static void settleBindings() {
        ScopedValue.where(ANY, true).run(() -> {});
    }

    /** What a scope runs. */
    public interface Task extends Callable<@Nullable Object> {
        /** Whether {@link #call} has been entered; asked when the task's thread is seen to have ended. */
        boolean hasBegun();
    }

    /**
     * Starts a thread for the task. Does not block, unless the thread factory does. When this method throws, the task
     * does not run, and the scope can be used as before.
     *
     * @param task must not throw: the JDK would then interrupt the others, take no more, and raise in {@code close}
     * @throws IllegalStateException if the {@code ScopedValue} bindings are not those the scope was opened with, or if
     *     the scope is closed
     * @throws RejectedExecutionException if the thread factory returned null or a thread that is seen to have ended before
     *     it came to the task, or if an enclosing scope or {@code ScopedValue} binding has ended first and so closed this
     *     scope by force
     */
    public void fork(Task task) {
        Objects.requireNonNull(task, "task");
        ensureOwner();
        try {
            FORK.invokeExact(sts, (Callable<?>) task);
        } catch (Throwable e) {
            threads.take();
            throw Thrown.isStructureViolation(e) ? rebound(e) : Thrown.unchecked(e);
        }
        Thread thread = threads.take();
        if (thread == null || (!thread.isAlive() && !task.hasBegun())) {
            throw new RejectedExecutionException("The task was not started: a scope or ScopedValue binding around this "
                    + "scope has ended and closed it, or the thread from the factory has ended before the task");
        }
        started++;
    }

    /** A task is about to return. Called by every task of a scope made by {@link #openCounted}. */
    public void taskEnded() {
        Objects.requireNonNull(ended, "ended").add();
    }

    /**
     * Waits until all threads have ended, and closes the scope. Not interruptible: an interrupt stays set. Closing again
     * does nothing. Unless the tasks count themselves out, an interrupt meanwhile is passed on to the threads that are left: wait
     * for the tasks before.
     *
     * @throws IllegalStateException if a scope or {@code ScopedValue} binding that began inside this one has not ended;
     *     this scope is closed nevertheless, and so are scopes inside it
     */
    @Override
    public void close() {
        ensureOwner();
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            JOIN.invokeExact(sts);
        } catch (InterruptedException e) {
            interrupted = true;
            if (ended != null) {
                ended.await(started);
            }
        } catch (Throwable e) {
            throw Thrown.unchecked(e);
        } finally {
            closeThreads(interrupted);
        }
    }

    private void closeThreads(boolean interrupted) {
        try {
            CLOSE.invokeExact(sts);
        } catch (Throwable e) {
            throw Thrown.isStructureViolation(e) ? misnested(e) : Thrown.unchecked(e);
        } finally {
            if (interrupted) {
                owner.interrupt();
            }
        }
    }

    private void ensureOwner() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("Only the thread that opened this scope may use it: " + owner);
        }
    }

    /**
     * What a user should see of an exception that left user code: the JDK ends a {@code ScopedValue} binding around a fork with
     * an exception that has no message and whose class is a preview API.
     */
    public static Throwable explained(Throwable thrown) {
        if (!Thrown.isStructureViolation(thrown)) {
            return thrown;
        }
        return new IllegalStateException(
                "A ScopedValue binding ended before what was started or opened inside it: open a scope inside the binding"
                        + " and start there",
                thrown);
    }

    private static IllegalStateException rebound(Throwable cause) {
        return new IllegalStateException(
                "A ScopedValue was bound after this scope was opened, and its threads could not see it: "
                        + "open a scope inside the binding and start there",
                cause);
    }

    private static IllegalStateException misnested(Throwable cause) {
        return new IllegalStateException(
                "This scope was closed before a scope or ScopedValue binding that began inside it", cause);
    }
}
