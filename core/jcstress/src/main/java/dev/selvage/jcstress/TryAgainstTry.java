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

/** One sends and one receives, both without waiting: the value is received, or it is still there, or it was not sent. */
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "handed over")
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "sent, and still there")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not sent")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class TryAgainstTry {
    private TryAgainstTry() {}

    /** What all have. */
    @State
    public static class Shared {
        final Channel<Integer> channel;
        int plain;

        Shared(Channel<Integer> channel) {
            this.channel = channel;
        }
    }

    /** A rendezvous. */
    @JCStressTest
    @JCStressMeta(TryAgainstTry.class)
    @State
    public static class Rendezvous extends Shared {
        /** With a channel of its own. */
        public Rendezvous() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender(III_Result r) {
            r.r1 = Ops.trySend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(III_Result r) {
            r.r2 = Ops.tryReceive(channel);
        }

        /** What is there. */
        @Arbiter
        public void after(III_Result r) {
            r.r3 = Ops.rest(channel);
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(TryAgainstTry.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender(III_Result r) {
            r.r1 = Ops.trySend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(III_Result r) {
            r.r2 = Ops.tryReceive(channel);
        }

        /** What is there. */
        @Arbiter
        public void after(III_Result r) {
            r.r3 = Ops.rest(channel);
        }
    }

    /** No limit. */
    @JCStressTest
    @JCStressMeta(TryAgainstTry.class)
    @State
    public static class Unlimited extends Shared {
        /** With a channel of its own. */
        public Unlimited() {
            super(Channel.unlimited());
        }

        /** Sends. */
        @Actor
        public void sender(III_Result r) {
            r.r1 = Ops.trySend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(III_Result r) {
            r.r2 = Ops.tryReceive(channel);
        }

        /** What is there. */
        @Arbiter
        public void after(III_Result r) {
            r.r3 = Ops.rest(channel);
        }
    }
}
