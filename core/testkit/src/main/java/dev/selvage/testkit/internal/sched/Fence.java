package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.jdk.VirtualThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells when the VM has woken everybody who waited for a monitor that is free now. Only the driver's thread, but for the queues.
 */
final class Fence {
    /*
     * Algorithm. Whoever leaves a monitor puts its successor on a list of the VM's, and a thread of the JDK's takes the whole list and
     * wakes one after the other. Between being taken off the list and being woken, a thread looks as if it waited still. So a private
     * virtual thread is sent the same way, after those of interest have been seen to be off the list: it comes with a later list, and
     * when it is awake, so are they.
     */
    private final Queue<Runnable> holder = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> messenger = new ConcurrentLinkedQueue<>();
    private final Object monitor = new Object();

    /** Written by the thread that runs the two, between their steps. */
    private boolean closed;

    Fence() {
        VirtualThreads.on(holder::add).name("selvage-fence-holder").start(this::hold);
        VirtualThreads.on(messenger::add).name("selvage-fence-messenger").start(this::carry);
    }

    @SuppressWarnings("ThreadPriorityCheck") // each yield gives the step back to pass()
    private void hold() {
        while (!closed) {
            synchronized (monitor) {
                Thread.yield();
            }
            Thread.yield();
        }
    }

    @SuppressWarnings({"ThreadPriorityCheck", "EmptySynchronized"})
    private void carry() {
        while (!closed) {
            synchronized (monitor) {
                Thread.onSpinWait();
            }
            Thread.yield();
        }
    }

    /** Returns when all have been woken that were off the list before. */
    void pass() {
        step(holder); // enters
        step(messenger); // blocks
        step(holder); // leaves
        step(messenger); // was woken, and enters
    }

    /** Lets the two threads end. */
    void close() {
        closed = true;
        step(holder);
        step(messenger);
    }

    @SuppressWarnings("ThreadPriorityCheck") // a thread of the JDK's needs the processor
    private static void step(Queue<Runnable> arrivals) {
        Runnable next = arrivals.poll();
        for (int spins = 0; next == null; spins++) {
            if (spins < 1_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
            next = arrivals.poll();
        }
        next.run();
    }
}
