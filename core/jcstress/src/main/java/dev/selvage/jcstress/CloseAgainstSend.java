package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A send that meets a close is refused, or its value is there; never both. */
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "sent first")
@Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "closed first")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class CloseAgainstSend {
    private CloseAgainstSend() {}

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
    @JCStressMeta(CloseAgainstSend.class)
    @State
    public static class Rendezvous extends Shared {
        /** With a channel of its own. */
        public Rendezvous() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.send(channel, 1);
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** What is there. */
        @Arbiter
        public void after(II_Result r) {
            r.r2 = Ops.rest(channel);
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(CloseAgainstSend.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.send(channel, 1);
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** What is there. */
        @Arbiter
        public void after(II_Result r) {
            r.r2 = Ops.rest(channel);
        }
    }

    /** No limit. */
    @JCStressTest
    @JCStressMeta(CloseAgainstSend.class)
    @State
    public static class Unlimited extends Shared {
        /** With a channel of its own. */
        public Unlimited() {
            super(Channel.unlimited());
        }

        /** Sends. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.send(channel, 1);
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** What is there. */
        @Arbiter
        public void after(II_Result r) {
            r.r2 = Ops.rest(channel);
        }
    }

    /** A select that sends. */
    @JCStressTest
    @JCStressMeta(CloseAgainstSend.class)
    @State
    public static class Select extends Shared {
        /** With a channel of its own. */
        public Select() {
            super(Channel.buffered(1));
        }

        /** Selects. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.selectSend(channel, 1);
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** What is there. */
        @Arbiter
        public void after(II_Result r) {
            r.r2 = Ops.rest(channel);
        }
    }
}
