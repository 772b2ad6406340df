package dev.selvage;

/** Work of a goroutine that has no result. */
@FunctionalInterface
public interface Task {
    /**
     * Does the work.
     *
     * @throws Exception whatever the work throws; it becomes a {@link GoroutineFailure}
     */
    void run() throws Exception;
}
