package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a thread did before a send is seen by who has received that value. */
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "received, and saw what was written before")
@Outcome(id = "0, .*", expect = Expect.ACCEPTABLE, desc = "nothing there yet")
@Outcome(expect = Expect.FORBIDDEN, desc = "not as promised")
public class SendBeforeReceive {
    private SendBeforeReceive() {}

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
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class Rendezvous extends Shared {
        /** With a channel of its own. */
        public Rendezvous() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.send(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** A capacity of one. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class One extends Shared {
        /** With a channel of its own. */
        public One() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.send(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** A capacity of two. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class Two extends Shared {
        /** With a channel of its own. */
        public Two() {
            super(Channel.buffered(2));
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.send(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** No limit. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class Unlimited extends Shared {
        /** With a channel of its own. */
        public Unlimited() {
            super(Channel.unlimited());
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.send(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.receive(channel), r);
        }
    }

    /** A capacity of one, without waiting. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class OneTry extends Shared {
        /** With a channel of its own. */
        public OneTry() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.trySend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.tryReceive(channel), r);
        }
    }

    /** A rendezvous, by selects. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class RendezvousSelect extends Shared {
        /** With a channel of its own. */
        public RendezvousSelect() {
            super(Channel.rendezvous());
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.selectSend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.selectReceive(channel), r);
        }
    }

    /** A capacity of one, by selects. */
    @JCStressTest
    @JCStressMeta(SendBeforeReceive.class)
    @State
    public static class OneSelect extends Shared {
        /** With a channel of its own. */
        public OneSelect() {
            super(Channel.buffered(1));
        }

        /** Sends. */
        @Actor
        public void sender() {
            plain = 1;
            Ops.selectSend(channel, 1);
        }

        /** Receives. */
        @Actor
        public void receiver(II_Result r) {
            read(Ops.selectReceive(channel), r);
        }
    }
}
