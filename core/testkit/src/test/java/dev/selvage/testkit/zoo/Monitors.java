package dev.selvage.testkit.zoo;

import dev.selvage.Scope;
import dev.selvage.Task;
import dev.selvage.testkit.Simulation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Bugs with monitors and locks. */
final class Monitors {
    private Monitors() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen("lost wake-up", sim -> wakeUp(false), sim -> wakeUp(true)),
                new Specimen("lock-order deadlock of monitors", sim -> monitors(false), sim -> monitors(true)),
                new Specimen("lock-order deadlock of locks", sim -> locks(false), sim -> locks(true)),
                new Specimen("notify that wakes the wrong one", sim -> slot(false), sim -> slot(true)),
                new Specimen("size looked at outside of the lock", sim -> size(false), sim -> size(true)));
    }

    @SuppressWarnings("WaitNotInLoop") // the bug
    private static void wakeUp(boolean repaired) throws InterruptedException {
        Object monitor = new Object();
        boolean[] ready = new boolean[1];
        Scope.run(scope -> {
            scope.go("waiter", () -> {
                if (repaired) {
                    synchronized (monitor) {
                        while (!ready[0]) {
                            monitor.wait();
                        }
                    }
                } else if (!ready[0]) {
                    Simulation.point("looked");
                    synchronized (monitor) {
                        monitor.wait();
                    }
                }
            });
            scope.go("waker", () -> {
                Simulation.point("ready");
                synchronized (monitor) {
                    ready[0] = true;
                    monitor.notifyAll();
                }
            });
        });
    }

    private static void monitors(boolean repaired) throws InterruptedException {
        Object left = new Object();
        Object right = new Object();
        Scope.run(scope -> {
            scope.go("left", () -> both(left, right));
            scope.go("right", () -> both(repaired ? left : right, repaired ? right : left));
        });
    }

    private static void both(Object first, Object second) {
        synchronized (first) {
            Simulation.point("has one");
            synchronized (second) {
                Simulation.point("has both");
            }
        }
    }

    private static void locks(boolean repaired) throws InterruptedException {
        ReentrantLock left = new ReentrantLock();
        ReentrantLock right = new ReentrantLock();
        Scope.run(scope -> {
            scope.go("left", () -> both(left, right));
            scope.go("right", () -> both(repaired ? left : right, repaired ? right : left));
        });
    }

    private static void both(ReentrantLock first, ReentrantLock second) {
        first.lock();
        try {
            Simulation.point("has one");
            second.lock();
            try {
                Simulation.point("has both");
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    /** One slot, two who fill it, two who empty it, all waiting at one monitor. */
    private static void slot(boolean repaired) throws InterruptedException {
        Object monitor = new Object();
        Deque<Integer> slot = new ArrayDeque<>();
        Task fill = () -> {
            synchronized (monitor) {
                while (!slot.isEmpty()) {
                    monitor.wait();
                }
                slot.add(1);
                wake(monitor, repaired);
            }
        };
        Task empty = () -> {
            synchronized (monitor) {
                while (slot.isEmpty()) {
                    monitor.wait();
                }
                slot.remove();
                wake(monitor, repaired);
            }
        };
        Scope.run(scope -> {
            for (int i = 0; i < 2; i++) {
                scope.go("empty", empty);
                scope.go("fill", fill);
                scope.go("empty", empty);
                scope.go("fill", fill);
            }
        });
    }

    private static void wake(Object monitor, boolean all) {
        if (all) {
            monitor.notifyAll();
        } else {
            monitor.notify();
        }
    }

    private static void size(boolean repaired) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Deque<Integer> queue = new ArrayDeque<>(List.of(1));
        Task take = () -> {
            if (repaired) {
                lock.lock();
                try {
                    queue.poll();
                } finally {
                    lock.unlock();
                }
            } else if (!queue.isEmpty()) {
                Simulation.point("not empty");
                lock.lock();
                try {
                    queue.remove();
                } finally {
                    lock.unlock();
                }
            }
        };
        Scope.run(scope -> {
            scope.go("one", take);
            scope.go("other", take);
        });
    }
}
