package dev.selvage.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Numbers that go through pipes between virtual threads; each figure is for one number and one pipe. */
public class Traffic extends VirtualCaller {
    private static final int MANY = 100_000;
    private static final int ROUND_TRIPS = 20_000;
    private static final int PIPES = 10_000;
    private static final int EACH = 20;
    private static final int CROWD = 4;
    private static final int SOME_PAIRS = 100;

    /** Whose pipes. */
    @Param("SELVAGE")
    public Pipe.Maker maker;

    /** How many numbers a pipe keeps. */
    @Param("16")
    public int capacity;

    /** One sender, one receiver. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void pair() throws InterruptedException {
        pairs(1, MANY);
    }

    /** A hundred times as many goroutines as cores of a small machine, two by two. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void hundredPairs() throws InterruptedException {
        pairs(SOME_PAIRS, MANY / SOME_PAIRS);
    }

    /** Ten thousand pairs at once. */
    @Benchmark
    @OperationsPerInvocation(PIPES * EACH)
    public void manyPairs() throws InterruptedException {
        pairs(PIPES, EACH);
    }

    private void pairs(int count, int each) throws InterruptedException {
        Crew crew = new Crew();
        for (int i = 0; i < count; i++) {
            Pipe pipe = maker.make(capacity);
            crew.start(() -> send(pipe, each));
            crew.start(() -> receive(pipe, each));
        }
        crew.join();
    }

    /** There and back again. */
    @Benchmark
    @OperationsPerInvocation(ROUND_TRIPS)
    public void pingPong() throws InterruptedException {
        Pipe there = maker.make(capacity);
        Pipe back = maker.make(capacity);
        Crew crew = new Crew();
        crew.start(() -> {
            for (int i = 0; i < ROUND_TRIPS; i++) {
                there.put(i);
                back.take();
            }
        });
        crew.start(() -> {
            for (int i = 0; i < ROUND_TRIPS; i++) {
                back.put(there.take());
            }
        });
        crew.join();
    }

    /** Through ten thousand pipes, one after the other. */
    @Benchmark
    @OperationsPerInvocation(PIPES * EACH)
    public void chain() throws InterruptedException {
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < PIPES; i++) {
            pipes.add(maker.make(capacity));
        }
        Crew crew = new Crew();
        for (int i = 1; i < PIPES; i++) {
            Pipe in = pipes.get(i - 1);
            Pipe out = pipes.get(i);
            crew.start(() -> {
                for (int number = 0; number < EACH; number++) {
                    out.put(in.take());
                }
            });
        }
        crew.start(() -> send(pipes.getFirst(), EACH));
        crew.start(() -> receive(pipes.getLast(), EACH));
        crew.join();
    }

    /** Four senders and four receivers at one pipe. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void crowd() throws InterruptedException {
        Pipe pipe = maker.make(capacity);
        Crew crew = new Crew();
        for (int i = 0; i < CROWD; i++) {
            crew.start(() -> send(pipe, MANY / CROWD));
            crew.start(() -> receive(pipe, MANY / CROWD));
        }
        crew.join();
    }

    private static void send(Pipe pipe, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            pipe.put(i);
        }
    }

    private static void receive(Pipe pipe, int count) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += pipe.take();
        }
        if (sum != (long) count * (count - 1) / 2 && count == MANY) {
            throw new IllegalStateException("numbers were lost: " + sum);
        }
    }
}
