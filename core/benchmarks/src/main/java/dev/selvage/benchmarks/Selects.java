package dev.selvage.benchmarks;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Select;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Receiving from whichever of two channels has something. */
public class Selects extends VirtualCaller {
    private static final int MANY = 20_000;

    private final Channel<Integer> ready = Channel.buffered(1);
    private final Channel<Integer> silent = Channel.rendezvous();
    private final Select<Integer, RuntimeException> prepared =
            Select.of(ready.onReceive(number -> number), silent.onReceive(number -> number));

    private final com.softwaremill.jox.Channel<Integer> joxFull = com.softwaremill.jox.Channel.newBufferedChannel(1);
    private final com.softwaremill.jox.Channel<Integer> joxSilent = com.softwaremill.jox.Channel.newRendezvousChannel();

    /** Two senders, each to a channel without capacity. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void selvage() throws InterruptedException {
        Channel<Integer> left = Channel.rendezvous();
        Channel<Integer> right = Channel.rendezvous();
        Crew crew = new Crew();
        for (Channel<Integer> channel : List.of(left, right)) {
            crew.start(() -> {
                for (int i = 0; i < MANY / 2; i++) {
                    channel.send(i);
                }
            });
        }
        crew.start(() -> {
            for (int i = 0; i < MANY; i++) {
                Select.select(left.onReceive(number -> number), right.onReceive(number -> number));
            }
        });
        crew.join();
    }

    /** The same with Jox. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void jox() throws InterruptedException {
        var left = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
        var right = com.softwaremill.jox.Channel.<Integer>newRendezvousChannel();
        Crew crew = new Crew();
        for (var channel : List.of(left, right)) {
            crew.start(() -> {
                for (int i = 0; i < MANY / 2; i++) {
                    channel.send(i);
                }
            });
        }
        crew.start(() -> {
            for (int i = 0; i < MANY; i++) {
                com.softwaremill.jox.Select.select(left.receiveClause(), right.receiveClause());
            }
        });
        crew.join();
    }

    /** A select built once, where a clause is ready. */
    @Benchmark
    public int reused() throws InterruptedException {
        ready.trySend(1);
        return prepared.run();
    }

    /** The same with Jox, which has no form to be built once. */
    @Benchmark
    public int joxReady() throws InterruptedException {
        joxFull.send(1);
        return com.softwaremill.jox.Select.select(joxFull.receiveClause(), joxSilent.receiveClause());
    }

    /** A channel that nobody has used yet. */
    @Benchmark
    public Object empty() {
        return Channel.rendezvous();
    }

    /** The same with Jox. */
    @Benchmark
    public Object joxEmpty() {
        return com.softwaremill.jox.Channel.newRendezvousChannel();
    }
}
