package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The channel is full, one sends and so waits, one receives twice: both values, in order. */
@Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class FullAndWaiting {
    private FullAndWaiting() {}

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
    @JCStressMeta(FullAndWaiting.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Filled.with(Channel.buffered(1), 1));
        }

        /** Sends 2. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.send(channel, 2);
        }

        /** Receives both. */
        @Actor
        public void receiver(II_Result r) {
            r.r2 = 10 * Ops.receive(channel);
            r.r2 += Ops.receive(channel);
        }
    }

    /** The same by selects. */
    @JCStressTest
    @JCStressMeta(FullAndWaiting.class)
    @State
    public static class OneSelect extends Shared {
        /** With a channel of its own. */
        public OneSelect() {
            super(Filled.with(Channel.buffered(1), 1));
        }

        /** Sends 2. */
        @Actor
        public void sender(II_Result r) {
            r.r1 = Ops.selectSend(channel, 2);
        }

        /** Receives both. */
        @Actor
        public void receiver(II_Result r) {
            r.r2 = 10 * Ops.selectReceive(channel);
            r.r2 += Ops.selectReceive(channel);
        }
    }
}
