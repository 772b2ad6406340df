package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A select receives from one of two channels that both get a value: the other value stays where it is. */
@JCStressTest
@Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "took from the first")
@Outcome(id = "2, 1, 0", expect = Expect.ACCEPTABLE, desc = "took from the second")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost one, or took both")
@State
public class SelectTakesOne {
    private final Channel<Integer> first = Channel.buffered(1);
    private final Channel<Integer> second = Channel.buffered(1);

    /** Sends to both. */
    @Actor
    public void sender() {
        Ops.trySend(first, 1);
        Ops.trySend(second, 2);
    }

    /** Selects. */
    @Actor
    public void receiver(III_Result r) {
        r.r1 = Ops.select(first.onReceive(value -> value), second.onReceive(value -> value));
    }

    /** What is left. */
    @Arbiter
    public void after(III_Result r) {
        r.r2 = Ops.rest(first);
        r.r3 = Ops.rest(second);
    }
}
