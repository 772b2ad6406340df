package dev.selvage.testkit.internal.sched;

import dev.selvage.testkit.internal.jdk.VirtualThreads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The strands of one run, and how they come back into its ready set. Only the driver, unless a method says otherwise. */
final class Strands {
    private record Arrival(Runnable continuation, Thread from) {}

    private static final String UNBLOCKER = "VirtualThread-unblocker";

    private final ReadySet ready;
    private final Thread driver;
    private final Fence fence;
    private final List<Strand> living = new ArrayList<>();
    private final IdentityHashMap<Runnable, Strand> byContinuation = new IdentityHashMap<>();
    private final List<Strand> inMonitors = new ArrayList<>();
    private final List<String> outsideWakes = new ArrayList<>();
    private int ordinals = Strand.MAIN;

    /** How often the time has moved by itself. */
    private int moves;

    /** Filled by threads outside. */
    private final Queue<Arrival> inbox = new ConcurrentLinkedQueue<>();

    /** Whether whoever the last step has woken by a monitor is in the ready set. */
    private boolean isSettled;

    /** Where those go that are woken when the run is over. Read by threads outside, after they have filled the inbox. */
    private volatile @Nullable Executor closed;

    /** Whether the driver waits for the inbox. Read by threads outside. */
    private volatile boolean idle;

    Strands(ReadySet ready, Thread driver, Fence fence) {
        this.ready = ready;
        this.driver = driver;
        this.fence = fence;
    }

    /** The time has moved by itself, for nobody could go on. */
    void timeMoved() {
        moves++;
    }

    List<Strand> living() {
        return living;
    }

    List<String> outsideWakes() {
        return List.copyOf(outsideWakes);
    }

    /** A strand of the run, or the driver, has started or woken this one. */
    Strand admit(Runnable continuation) {
        Strand strand = byContinuation.get(continuation);
        if (strand == null) {
            strand = new Strand(ordinals++, VirtualThreads.threadOf(continuation), continuation);
            byContinuation.put(continuation, strand);
            living.add(strand);
        }
        if (!strand.ready) {
            ready.add(strand);
            inMonitors.remove(strand);
        }
        return strand;
    }

    /** A thread outside has woken this one. From any thread. */
    void arrive(Runnable continuation) {
        inbox.add(new Arrival(continuation, Thread.currentThread()));
        Executor other = closed;
        if (other != null) {
            passOn(other);
        } else {
            wakeDriver();
        }
    }

    /** If it waits in {@link #awaitArrival}. From any thread. */
    void wakeDriver() {
        if (idle) {
            LockSupport.unpark(driver);
        }
    }

    boolean hasArrivals() {
        return !inbox.isEmpty();
    }

    void takeArrivals() {
        for (Arrival next = inbox.poll(); next != null; next = inbox.poll()) {
            Strand strand = admit(next.continuation);
            boolean viaMonitor = next.from.getName().equals(UNBLOCKER);
            if (isSettled || !viaMonitor) {
                String by = viaMonitor ? "some thread, by a monitor," : next.from.toString();
                outsideWakes.add(strand.label() + " was woken from outside by " + by);
                strand.wokenOutside(by, moves);
            }
        }
    }

    /** A strand is about to take a step: it may wake others by a monitor. */
    void steps() {
        isSettled = false;
    }

    /** Waits in real time, until something arrives or the time is up; may wake for nothing. */
    void awaitArrival(long nanos) {
        idle = true;
        if (inbox.isEmpty()) {
            LockSupport.parkNanos(this, nanos);
        }
        idle = false;
    }

    /** A strand came back from a step and is not ready. */
    void waits(Thread thread, Strand strand) {
        strand.waits(thread, VirtualThreads.isMonitorBlocked(thread), moves);
        if (VirtualThreads.isInMonitorWait(thread)) {
            inMonitors.add(strand);
        }
    }

    void ended(Strand strand) {
        living.remove(strand);
    }

    /** Whether the next step may let one of these go on that only {@link #settleMonitors} shows. */
    boolean isAnyInMonitor() {
        return !inMonitors.isEmpty();
    }

    /** Whoever can enter a monitor by now is in the ready set afterwards. */
    void settleMonitors() {
        boolean waiting = false;
        for (Strand strand : inMonitors) {
            Thread thread = strand.thread();
            if (thread != null && VirtualThreads.isMonitorBlocked(thread)) {
                waiting = true;
                while (VirtualThreads.isOnWaitingList(thread)) {
                    Thread.onSpinWait();
                }
            }
        }
        if (waiting) {
            fence.pass();
            takeArrivals();
        }
        isSettled = true;
    }

    /**
     * Ends: what is woken from now on goes to {@code other}, and so does who stands in line for a lock and was woken already. Else
     * whoever holds that lock outside would hand it to one that never takes it.
     */
    void close(Executor other) {
        closed = other;
        for (Strand strand : living) {
            if (strand.isInLine() && strand.ready) {
                other.execute(strand.continuation());
            }
        }
        passOn(other);
    }

    private void passOn(Executor other) {
        for (Arrival next = inbox.poll(); next != null; next = inbox.poll()) {
            other.execute(next.continuation);
        }
    }

    /** The threads of those that stand in line for a lock. */
    Set<Thread> inLine() {
        Set<Thread> threads = new HashSet<>();
        for (Strand strand : living) {
            Thread thread = strand.thread();
            if (thread != null && strand.isInLine()) {
                threads.add(thread);
            }
        }
        return threads;
    }
}
