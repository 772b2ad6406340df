package dev.selvage.benchmarks;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clause;
import dev.selvage.channel.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A select that waits beside others, at something that stays silent: to join and to leave it must not cost with their number. */
public class CrowdedSelect extends VirtualCaller {
    private static final int MANY = 20_000;

    /** How many others wait there. */
    @Param("10")
    public int others;

    private final Channel<Integer> silent = Channel.rendezvous();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> waiting = new ArrayList<>();
    private Goroutine<?> endless;
    private Thread owner;

    /** Has the others wait. */
    @Setup
    public void crowd() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        owner = Thread.ofVirtual().start(() -> hold(started));
        started.await();
        for (int i = 0; i < others; i++) {
            waiting.add(Thread.ofVirtual().start(this::waitThere));
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
    }

    private void hold(CountDownLatch started) {
        try {
            Scope.run(scope -> {
                endless = scope.go(() -> {
                    over.await();
                });
                started.countDown();
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void waitThere() {
        try {
            Select.select(
                    silent.onClosed(() -> 0), silent.onReceive(number -> number), Select.onDone(endless, end -> 1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the others go. */
    @TearDown
    public void end() throws InterruptedException {
        over.countDown();
        silent.close();
        for (Thread thread : waiting) {
            thread.join();
        }
        owner.join();
    }

    /** A value from a sender each time, or from the channel where the others wait. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void beside() throws InterruptedException {
        receive(silent.onReceive(number -> number));
    }

    /** A value from a sender each time, or the end of the goroutine that the others wait for. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void besideAnEnd() throws InterruptedException {
        receive(Select.onDone(endless, end -> -1));
    }

    private static void receive(Clause<Integer, RuntimeException> silence) throws InterruptedException {
        Channel<Integer> busy = Channel.rendezvous();
        Select<Integer, RuntimeException> select = Select.of(busy.onReceive(number -> number), silence);
        Crew crew = new Crew();
        crew.start(() -> {
            for (int i = 0; i < MANY; i++) {
                busy.send(i);
            }
        });
        crew.start(() -> {
            for (int i = 0; i < MANY; i++) {
                select.run();
            }
        });
        crew.join();
    }
}
