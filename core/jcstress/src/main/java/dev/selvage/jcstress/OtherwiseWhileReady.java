package dev.selvage.jcstress;

import dev.selvage.channel.Channel;
import dev.selvage.channel.Select;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A value comes into the second channel before the one in the first is taken: at every moment one of the two is ready, so that
 * {@code otherwise} must never be taken.
 */
@JCStressTest
@Outcome(
        id = {"1", "2"},
        expect = Expect.ACCEPTABLE,
        desc = "received")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "otherwise, while a channel was ready")
@State
public class OtherwiseWhileReady {
    private final Channel<Integer> first = Filled.with(Channel.buffered(1), 1);
    private final Channel<Integer> second = Channel.buffered(1);

    /** Moves readiness. */
    @Actor
    public void mover() {
        Ops.trySend(second, 2);
        Ops.tryReceive(first);
    }

    /** Selects without waiting. */
    @Actor
    public void receiver(I_Result r) {
        r.r1 = Ops.select(
                first.onReceive(value -> value), second.onReceive(value -> value), Select.otherwise(() -> Ops.NOTHING));
    }
}
