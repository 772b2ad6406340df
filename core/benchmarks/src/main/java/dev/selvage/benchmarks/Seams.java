package dev.selvage.benchmarks;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Received;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.Census;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.context.internal.TimeSource;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What the seams for tests cost where nobody listens, as in production: alone, and what they are part of. Each is a read of a static
 * field and a test for null.
 */
public class Seams extends VirtualCaller {
    private final Channel<Seams> channel = Channel.buffered(16);
    private final CancellableContext parent = Context.background().withCancel();

    /** What the measuring itself takes. */
    @Benchmark
    public Object nothing() {
        return this;
    }

    /** Those of {@link #channel()}. */
    @Benchmark
    public Object twoPoints() {
        SchedulePoint.reach("trySend", channel);
        SchedulePoint.reach("tryReceive", channel);
        return this;
    }

    /** There is room, and nobody else. */
    @Benchmark
    public Received<Seams> channel() {
        channel.trySend(this);
        return channel.tryReceive();
    }

    /** That of {@link #context()}. */
    @Benchmark
    public Object onePoint() {
        SchedulePoint.reach("close", parent);
        return this;
    }

    /** A child that is derived and closed. */
    @Benchmark
    public Context context() {
        CancellableContext child = parent.withCancel();
        child.close();
        return child;
    }

    /** Those of {@link EmptyScope#selvage()}: the scope is born, and the thread that opens it has begun to run something of ours. */
    @Benchmark
    public Object births() {
        if (Census.isTaken()) {
            throw new IllegalStateException("somebody listens");
        }
        Census.runs(this);
        return this;
    }

    /** What each wait does besides waiting: it finds out who waits and by which time, and whether somebody wants to know. */
    @Benchmark
    public Object waiting() {
        TimeSource time = Ambient.currentContext().time();
        if (Census.isTaken()) {
            throw new IllegalStateException("somebody listens");
        }
        return time;
    }
}
