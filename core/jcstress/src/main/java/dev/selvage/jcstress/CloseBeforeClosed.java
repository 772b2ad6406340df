package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was done before the close is seen by who has found the channel closed. */
@Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "found closed, and saw what was written before")
@Outcome(id = "0, .*", expect = Expect.ACCEPTABLE, desc = "not closed yet")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class CloseBeforeClosed {
    private CloseBeforeClosed() {}

    /** What all have. */
    @State
    public static class Shared {
        final Channel<Integer> channel;
        int plain;

        Shared(Channel<Integer> channel) {
            this.channel = channel;
        }

        void read(int received, II_Result r) {
            r.r1 = received;
            r.r2 = plain;
        }
    }

    /** A rendezvous. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class RendezvousReceive extends Shared {
        /** With a channel of its own. */
        public RendezvousReceive() {
            super(Channel.rendezvous());
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class OneReceive extends Shared {
        /** With a channel of its own. */
        public OneReceive() {
            super(Channel.buffered(1));
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** No limit. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class UnlimitedReceive extends Shared {
        /** With a channel of its own. */
        public UnlimitedReceive() {
            super(Channel.unlimited());
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** A sender that waits for a receiver. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class Send extends Shared {
        /** With a channel of its own. */
        public Send() {
            super(Channel.rendezvous());
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Sends. */
        @Actor
        public void sender(II_Result r) {
            read(Ops.send(channel, 1), r);
        }
    }

    /** A select with a clause for the closing. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class Select extends Shared {
        /** With a channel of its own. */
        public Select() {
            super(Channel.rendezvous());
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Selects. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.selectReceive(channel), r);
        }
    }

    /** Who only asks. */
    @JCStressTest
    @JCStressMeta(CloseBeforeClosed.class)
    @State
    public static class IsClosed extends Shared {
        /** With a channel of its own. */
        public IsClosed() {
            super(Channel.buffered(1));
        }

        /** Closes. */
        @Actor
        public void closer() {
            plain = 1;
            channel.close();
        }

        /** Asks. */
        @Actor
        public void looker(II_Result r) {
            read(channel.isClosed() ? Ops.CLOSED : Ops.NOTHING, r);
        }
    }
}
