package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** With a rendezvous: what the receiver did before its receive is seen by the sender after its send. */
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class ReceiveBeforeSendReturns {
    private ReceiveBeforeSendReturns() {}

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
    @JCStressMeta(ReceiveBeforeSendReturns.class)
    @State
    public static class Rendezvous extends Shared {
        /** With a channel of its own. */
        public Rendezvous() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            Ops.send(channel, 1);
            r.r1 = plain;
        }

        /** Receives. */
        @Actor
        public void receiver() {
            plain = 1;
            Ops.receive(channel);
        }
    }

    /** A rendezvous, the sender selects. */
    @JCStressTest
    @JCStressMeta(ReceiveBeforeSendReturns.class)
    @State
    public static class RendezvousSelectSend extends Shared {
        /** With a channel of its own. */
        public RendezvousSelectSend() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            Ops.selectSend(channel, 1);
            r.r1 = plain;
        }

        /** Receives. */
        @Actor
        public void receiver() {
            plain = 1;
            Ops.receive(channel);
        }
    }

    /** A rendezvous, the receiver selects. */
    @JCStressTest
    @JCStressMeta(ReceiveBeforeSendReturns.class)
    @State
    public static class RendezvousSelectReceive extends Shared {
        /** With a channel of its own. */
        public RendezvousSelectReceive() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            Ops.send(channel, 1);
            r.r1 = plain;
        }

        /** Receives. */
        @Actor
        public void receiver() {
            plain = 1;
            Ops.selectReceive(channel);
        }
    }
}
