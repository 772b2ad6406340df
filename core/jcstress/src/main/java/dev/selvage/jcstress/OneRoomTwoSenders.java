package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Room for one value and two that send without waiting: one can, and its value is there. */
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first could")
@Outcome(id = "0, 2, 2", expect = Expect.ACCEPTABLE, desc = "the second could")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class OneRoomTwoSenders {
    private OneRoomTwoSenders() {}

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
    @JCStressMeta(OneRoomTwoSenders.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Channel.buffered(1));
        }

        /** Sends 1. */
        @Actor
        public void first(III_Result r) {
            r.r1 = Ops.trySend(channel, 1);
        }

        /** Sends 2. */
        @Actor
        public void second(III_Result r) {
            r.r2 = Ops.trySend(channel, 2);
        }

        /** What is there. */
        @Arbiter
        public void after(III_Result r) {
            r.r3 = Ops.rest(channel);
        }
    }
}
