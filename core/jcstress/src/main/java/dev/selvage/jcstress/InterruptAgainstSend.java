package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A receiver is interrupted while a value comes: it has the value, or the value is still there. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "received")
@Outcome(id = "-2, 1", expect = Expect.ACCEPTABLE, desc = "interrupted first")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or there twice")
@State
public class InterruptAgainstSend {
    private static final int INTERRUPTED = -2;

    private final Channel<Integer> channel = Channel.buffered(1);

    /** Written by the receiver before it waits, read by the sender. */
    private volatile @Nullable Thread receiver;

    /** Written by the sender; until then the receiver stays, so that the interrupt is for this round. */
    private volatile boolean interrupted;

    /** Sends and interrupts. */
    @Actor
    public void sender() {
        Thread thread = receiver;
        while (thread == null) {
            Thread.onSpinWait();
            thread = receiver;
        }
        Ops.trySend(channel, 1);
        thread.interrupt();
        interrupted = true;
    }

    /** Receives. */
    @Actor
    public void receiver(II_Result r) {
        receiver = Thread.currentThread();
        try {
            r.r1 = channel.receive();
        } catch (InterruptedException e) {
            r.r1 = INTERRUPTED;
        }
        while (!interrupted) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    /** What is left. */
    @Arbiter
    public void after(II_Result r) {
        r.r2 = Ops.rest(channel);
    }
}
