package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two selects over the same two channels, written in opposite order: they meet, in exactly one of the two. */
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "met in the one channel")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "met in the other")
@Outcome(expect = Expect.FORBIDDEN, desc = "did not meet, or twice")
public class SelectAgainstSelect {
    private SelectAgainstSelect() {}

    /** What both have. */
    @State
    public static class Shared {
        final Channel<Integer> one = Channel.rendezvous();
        final Channel<Integer> other = Channel.rendezvous();
    }

    /** One sends to either, one receives from either. */
    @JCStressTest
    @JCStressMeta(SelectAgainstSelect.class)
    @State
    public static class SendersAndReceivers extends Shared {
        /** Sends. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.select(one.onSend(1, () -> 1), other.onSend(2, () -> 2));
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            r.r2 = Ops.select(other.onReceive(value -> value), one.onReceive(value -> value));
        }
    }

    /** Each sends to one and receives from the other. */
    @JCStressTest
    @JCStressMeta(SelectAgainstSelect.class)
    @State
    public static class BothWays extends Shared {
        /** Sends to the one. */
        @Actor
        public void first(II_Result r) {
            r.r1 = Ops.select(one.onSend(1, () -> 1), other.onReceive(value -> value));
        }

        /** Sends to the other. */
        @Actor
        public void second(II_Result r) {
            r.r2 = Ops.select(other.onSend(2, () -> 2), one.onReceive(value -> value));
        }
    }
}
