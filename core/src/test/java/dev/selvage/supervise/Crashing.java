package dev.selvage.supervise;

import dev.selvage.Work;
import java.util.concurrent.SynchronousQueue;

/** A child that runs until the test tells it how to end. */
final class Crashing implements ChildTask {
    private final SynchronousQueue<Object> ends = new SynchronousQueue<>();

    @Override
    public void run(Lifecycle life) throws Exception {
        switch (ends.take()) {
            case Exception failure -> throw failure;
            case Error error -> throw error;
            default -> {}
        }
    }

    /** Waits for a run to take it. */
    void end(Object how) throws InterruptedException {
        ends.put(how);
    }

    /** A child that runs for ever. */
    static Child hanging(String name) {
        return Child.of(name, life -> Work.hang());
    }
}
