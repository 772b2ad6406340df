package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** With a capacity of C: what was done before the first receive is seen after send number 1 + C has returned. */
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class ReceiveBeforeLaterSend {
    private ReceiveBeforeLaterSend() {}

    /** What all have. */
    @State
    public static class Shared {
        final Channel<Integer> channel;
        int plain;

        Shared(Channel<Integer> channel) {
            this.channel = channel;
        }

        void sends(int count) {
            for (int i = 0; i < count; i++) {
                Ops.send(channel, 1);
            }
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(ReceiveBeforeLaterSend.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            sends(2);
            r.r1 = plain;
        }

        /** Receives. */
        @Actor
        public void receiver() {
            plain = 1;
            Ops.receive(channel);
        }
    }

    /** A capacity of two. */
    @JCStressTest
    @JCStressMeta(ReceiveBeforeLaterSend.class)
    @State
    public static class Two extends Shared {
        /** With a channel of its own. */
        public Two() {
            super(Channel.buffered(2));
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            sends(3);
            r.r1 = plain;
        }

        /** Receives. */
        @Actor
        public void receiver() {
            plain = 1;
            Ops.receive(channel);
        }
    }

    /** A capacity of one, by selects. */
    @JCStressTest
    @JCStressMeta(ReceiveBeforeLaterSend.class)
    @State
    public static class OneSelect extends Shared {
        /** With a channel of its own. */
        public OneSelect() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender(I_Result r) {
            sends(1);
            Ops.selectSend(channel, 1);
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
