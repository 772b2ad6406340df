package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was in the channel before a close is received all the same, and then it is closed. */
@Outcome(id = "1, -1", expect = Expect.ACCEPTABLE, desc = "the value, then the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class CloseAgainstReceive {
    private CloseAgainstReceive() {}

    /** What all have. */
    @State
    public static class Shared {
        final Channel<Integer> channel;
        int plain;

        Shared(Channel<Integer> channel) {
            this.channel = channel;
        }
    }

    /** Two receives. */
    @JCStressTest
    @JCStressMeta(CloseAgainstReceive.class)
    @State
    public static class Plain extends Shared {
        /** With a channel of its own. */
        public Plain() {
            super(Filled.with(Channel.buffered(1), 1));
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** Receives twice. */
        @Actor
        public void receiver(II_Result r) {
            r.r1 = Ops.receive(channel);
            r.r2 = Ops.receive(channel);
        }
    }

    /** Two selects. */
    @JCStressTest
    @JCStressMeta(CloseAgainstReceive.class)
    @State
    public static class Select extends Shared {
        /** With a channel of its own. */
        public Select() {
            super(Filled.with(Channel.buffered(1), 1));
        }

        /** Closes. */
        @Actor
        public void closer() {
            channel.close();
        }

        /** Receives twice. */
        @Actor
        public void receiver(II_Result r) {
            r.r1 = Ops.selectReceive(channel);
            r.r2 = Ops.selectReceive(channel);
        }
    }
}
