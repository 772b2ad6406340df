package dev.selvage.testkit.zoo;

import dev.selvage.Scope;
import dev.selvage.Task;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.testkit.Simulation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Bugs with state that several share. */
final class SharedState {
    private SharedState() {}

    static List<Specimen> all() {
        return List.of(
                new Specimen("check-then-act on a shared map", sim -> map(false), sim -> map(true)),
                new Specimen("lost update", sim -> update(false), sim -> update(true)),
                new Specimen("double close", sim -> close(false), sim -> close(true)),
                new Specimen("overdrawn account", sim -> account(false), sim -> account(true)),
                new Specimen("semaphore leak", sim -> semaphore(false), sim -> semaphore(true)),
                new Specimen("missed cancellation", sim -> cancellation(false), sim -> cancellation(true)),
                new Specimen("counted too late", sim -> counted(false), sim -> counted(true)));
    }

    private static void twice(Task task) throws InterruptedException {
        Scope.run(scope -> {
            scope.go("one", task);
            scope.go("other", task);
        });
    }

    private static void map(boolean repaired) throws InterruptedException {
        Map<String, Integer> cache = new ConcurrentHashMap<>();
        AtomicInteger made = new AtomicInteger();
        twice(() -> {
            if (repaired) {
                cache.computeIfAbsent("key", key -> made.incrementAndGet());
            } else if (!cache.containsKey("key")) {
                Simulation.point("absent");
                cache.put("key", made.incrementAndGet());
            }
        });
        check(made.get() == 1, "made " + made);
    }

    private static void update(boolean repaired) throws InterruptedException {
        int[] plain = new int[1];
        AtomicInteger atomic = new AtomicInteger();
        twice(() -> {
            int seen = plain[0];
            Simulation.point("read");
            plain[0] = seen + 1;
            atomic.incrementAndGet();
        });
        check((repaired ? atomic.get() : plain[0]) == 2, "an update is lost");
    }

    private static void close(boolean repaired) throws InterruptedException {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger released = new AtomicInteger();
        twice(() -> {
            if (repaired) {
                if (closed.compareAndSet(false, true)) {
                    released.incrementAndGet();
                }
            } else if (!closed.get()) {
                Simulation.point("open");
                closed.set(true);
                released.incrementAndGet();
            }
        });
        check(released.get() == 1, "released " + released);
    }

    private static void account(boolean repaired) throws InterruptedException {
        Object lock = new Object();
        Map<String, Integer> balance = new HashMap<>(Map.of("a", 100));
        twice(() -> {
            if (repaired) {
                synchronized (lock) {
                    withdraw(balance);
                }
            } else {
                withdraw(balance);
            }
        });
        check(balance.get("a") >= 0, "balance " + balance);
    }

    private static void withdraw(Map<String, Integer> balance) {
        if (balance.get("a") >= 80) {
            Simulation.point("enough");
            balance.merge("a", -80, Integer::sum);
        }
    }

    private static void semaphore(boolean repaired) throws InterruptedException {
        Semaphore permits = new Semaphore(1);
        AtomicBoolean full = new AtomicBoolean();
        twice(() -> {
            permits.acquire();
            Simulation.point("has a permit");
            if (full.getAndSet(true) && !repaired) {
                return; // the early return that forgets the permit
            }
            permits.release();
        });
        permits.acquire();
    }

    private static void cancellation(boolean repaired) throws InterruptedException {
        try (CancellableContext context = Context.current().withCancel()) {
            CountDownLatch stopped = new CountDownLatch(1);
            List<Runnable> hooks = new CopyOnWriteArrayList<>();
            AtomicBoolean cancelled = new AtomicBoolean();
            Scope.run(scope -> {
                scope.go("worker", () -> {
                    if (repaired) {
                        context.onCancel(stopped::countDown);
                    } else if (!cancelled.get()) {
                        Simulation.point("not cancelled");
                        hooks.add(stopped::countDown);
                    } else {
                        stopped.countDown();
                    }
                    stopped.await();
                });
                scope.go("canceller", () -> {
                    context.cancel();
                    cancelled.set(true);
                    hooks.forEach(Runnable::run);
                });
            });
        }
    }

    /** A wait group whose count goes up inside of the goroutine. */
    private static void counted(boolean repaired) throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Scope.run(scope -> {
            if (repaired) {
                running.incrementAndGet();
            }
            scope.go("worker", () -> {
                if (!repaired) {
                    running.incrementAndGet();
                }
                Simulation.point("works");
                done.incrementAndGet();
                running.decrementAndGet();
            });
            while (running.get() > 0) {
                Simulation.point("waits");
            }
            check(done.get() == 1, "went on before the work was done");
        });
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
