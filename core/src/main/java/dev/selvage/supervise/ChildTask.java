package dev.selvage.supervise;

/** What a child of a supervisor does. */
@FunctionalInterface
public interface ChildTask {
    /**
     * Does the work, in a scope of its own: {@link dev.selvage.Scope#current()} starts what belongs to this run, which is not
     * over, and not run again, before all of it has ended.
     *
     * @param life to say that it is ready and to hear that it should stop
     * @throws Exception whatever the work throws: a crash of the child
     */
    void run(Lifecycle life) throws Exception;
}
