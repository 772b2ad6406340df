package dev.selvage.examples.tour;

import dev.selvage.Scope;
import dev.selvage.Task;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** A counter that goroutines share: how updates get lost, and three ways not to lose them. */
public final class SharedState {
    private static final int GOROUTINES = 100;
    private static final int EACH = 10_000;

    // Long enough for two of them to get in each other's way on a busy machine, too.
    private static final int OFTEN = 200_000;

    private SharedState() {}

    /** What is wrong about it: reading and writing are two steps. That each of them is volatile does not make them one. */
    static final class Counter {
        volatile int value;

        @SuppressWarnings("NonAtomicVolatileUpdate") // that is what is shown
        void increment() {
            value++;
        }
    }

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        out.println("two increments, step by step: the counter says " + lostUpdate());
        out.printf(Locale.ROOT, "volatile, no lock: %,d of %,d%n", unguarded(), GOROUTINES * OFTEN);
        out.printf(Locale.ROOT, "ReentrantLock:     %,d of %,d%n", locked(), GOROUTINES * EACH);
        out.printf(Locale.ROOT, "LongAdder:         %,d of %,d%n", atomic(), GOROUTINES * EACH);
        out.printf(Locale.ROOT, "one owner, queue:  %,d of %,d%n", confined(), GOROUTINES * EACH);
    }

    /** The unlucky order, made certain: both read before either writes. */
    static int lostUpdate() throws InterruptedException {
        Counter counter = new Counter();
        CountDownLatch bothHaveRead = new CountDownLatch(2);
        Task increment = () -> {
            int read = counter.value;
            bothHaveRead.countDown();
            bothHaveRead.await();
            counter.value = read + 1;
        };
        Scope.run(scope -> {
            scope.go(increment);
            scope.go(increment);
        });
        return counter.value;
    }

    static int unguarded() throws InterruptedException {
        Counter counter = new Counter();
        everybody(OFTEN, counter::increment);
        return counter.value;
    }

    static int locked() throws InterruptedException {
        Counter counter = new Counter();
        ReentrantLock lock = new ReentrantLock();
        everybody(EACH, () -> {
            lock.lock();
            try {
                counter.increment();
            } finally {
                lock.unlock();
            }
        });
        return counter.value;
    }

    static long atomic() throws InterruptedException {
        LongAdder counter = new LongAdder();
        everybody(EACH, counter::increment);
        return counter.sum();
    }

    /** Only one goroutine touches the counter; the others send to it. */
    static int confined() throws InterruptedException {
        BlockingQueue<Integer> increments = new LinkedBlockingQueue<>(1_000);
        return Scope.call(scope -> {
            var total = scope.go("owner", () -> {
                int count = 0;
                for (int received = 0; received < GOROUTINES * EACH; received++) {
                    count += increments.take();
                }
                return count;
            });
            everybody(EACH, () -> increments.put(1));
            return total.await();
        });
    }

    private static void everybody(int times, Task increment) throws InterruptedException {
        CountDownLatch allHere = new CountDownLatch(GOROUTINES);
        Scope.run(scope -> {
            for (int goroutine = 0; goroutine < GOROUTINES; goroutine++) {
                scope.go(() -> {
                    allHere.countDown();
                    allHere.await();
                    for (int time = 0; time < times; time++) {
                        increment.run();
                    }
                });
            }
        });
    }
}
