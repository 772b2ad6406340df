package dev.selvage.context;

/**
 * A hook registered with {@link Context#onCancel}. Safe to use from any thread; every method may be called repeatedly.
 *
 * <p>{@code close()} makes it fit for try-with-resources around the work that the hook would abort:
 * {@snippet :
 * try (Registration abort = ctx.onCancel(statement::cancel)) {
 *     statement.execute();
 * } // from here on the hook neither starts nor runs
 * }
 *
 * <p>After Go's {@code context.AfterFunc}.
 */
public sealed interface Registration extends AutoCloseable permits dev.selvage.context.internal.Hook {

    /**
     * Takes the hook back, without waiting. Does not block.
     *
     * @return true if the hook has not started and never will; false if it runs or has run
     */
    boolean stop();

    /**
     * Takes the hook back, or waits for it if it is running, so that after the return it neither runs nor will. Called by
     * the hook itself it returns at once. Blocks uninterruptibly while the hook runs; an interrupt meanwhile is kept in
     * the thread's interrupt flag.
     */
    @Override
    void close();
}
