package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A value in the channel and two that want it: one gets it, the other does not. */
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first got it")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the second got it")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class OneValueTwoReceivers {
    private OneValueTwoReceivers() {}

    /** What all have. */
    @State
    public static class Shared {
        final Channel<Integer> channel;
        int plain;

        Shared(Channel<Integer> channel) {
            this.channel = channel;
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(OneValueTwoReceivers.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Filled.with(Channel.buffered(1), 1));
        }

        /** Wants it. */
        @Actor
        public void first(II_Result r) {
            r.r1 = Ops.tryReceive(channel);
        }

        /** Wants it. */
        @Actor
        public void second(II_Result r) {
            r.r2 = Ops.tryReceive(channel);
        }
    }

    /** No limit. */
    @JCStressTest
    @JCStressMeta(OneValueTwoReceivers.class)
    @State
    public static class Unlimited extends Shared {
        /** With a channel of its own. */
        public Unlimited() {
            super(Filled.with(Channel.unlimited(), 1));
        }

        /** Wants it. */
        @Actor
        public void first(II_Result r) {
            r.r1 = Ops.tryReceive(channel);
        }

        /** Wants it. */
        @Actor
        public void second(II_Result r) {
            r.r2 = Ops.tryReceive(channel);
        }
    }
}
