package dev.selvage.benchmarks;

import dev.selvage.benchmarks.Work.Unit;
import java.util.List;
import java.util.Map;

/** What is compared of channels and select. */
final class ChannelWorks {
    private static final int EMPTY_BYTES = 150;

    private ChannelWorks() {}

    /** In the order of the table. */
    static List<Work> all() {
        return List.of(
                channel("one pair", "pair", 16, Target.atMost(0.45), Target.atMost(0.55)),
                channel("one pair", "pair", 100, Target.atMost(0.45), Target.atMost(0.55)),
                channel("one pair", "pair", 0, Target.atMost(0.65), Target.atMost(1.2)),
                channel("ping-pong, there and back", "pingPong", 0, Target.atMost(0.75), Target.NONE),
                new Work("channel: select of two, receive", Unit.NANOS, selects("selvage"))
                        .beside("Jox", selects("jox"), Target.atMost(0.5)),
                new Work("channel: select built once, ready", Unit.NANOS, selects("reused"))
                        .beside("Jox, built each time", selects("joxReady"), Target.NONE),
                channel("chain of 10,000", "chain", 0, Target.faster(), Target.faster()),
                channel("chain of 10,000", "chain", 16, Target.faster(), Target.faster()),
                channel("10,000 pairs", "manyPairs", 0, Target.faster(), Target.faster()),
                channel("10,000 pairs", "manyPairs", 16, Target.faster(), Target.faster()),
                channel("4 senders, 4 receivers", "crowd", 64, Target.atMost(0.6), Target.faster()),
                new Work("channel: 100 pairs, capacity 16", Unit.NANOS, traffic(Pipe.Maker.SELVAGE, "hundredPairs", 16))
                        .beside("itself, one pair", traffic(Pipe.Maker.SELVAGE, "pair", 16), Target.same()),
                new Work("channel: 100 pairs, capacity 0", Unit.NANOS, traffic(Pipe.Maker.SELVAGE, "hundredPairs", 0))
                        .beside("itself, one pair", traffic(Pipe.Maker.SELVAGE, "pair", 0), Target.same()),
                crowded("that wait for the same channel", "beside"),
                crowded("that wait for the same goroutine", "besideAnEnd"),
                new Work("channel: empty rendezvous channel", Unit.BYTES, new Allocated(selects("empty")))
                        .beside("150 B (given)", new Subject.Given(EMPTY_BYTES), Target.atMost(1))
                        .beside("Jox", new Allocated(selects("joxEmpty")), Target.NONE));
    }

    private static Work channel(String name, String method, int capacity, Target jox, Target queue) {
        return new Work(
                        "channel: " + name + ", capacity " + capacity,
                        Unit.NANOS,
                        traffic(Pipe.Maker.SELVAGE, method, capacity))
                .beside("Jox", traffic(Pipe.Maker.JOX, method, capacity), jox)
                .beside(
                        capacity == 0 ? "SynchronousQueue" : "ArrayBlockingQueue",
                        traffic(Pipe.Maker.QUEUE, method, capacity),
                        queue)
                .beside(
                        capacity == 0 ? "LinkedTransferQueue" : "LinkedTransferQueue, no limit",
                        traffic(Pipe.Maker.TRANSFER_QUEUE, method, capacity),
                        Target.NONE);
    }

    private static Work crowded(String who, String method) {
        return new Work("channel: select beside 10,000 " + who, Unit.NANOS, crowd(method, 10_000))
                .beside("itself, beside 10", crowd(method, 10), Target.same());
    }

    private static Subject crowd(String method, int others) {
        return new JmhSubject(CrowdedSelect.class, method, Map.of("others", Integer.toString(others)));
    }

    private static Subject traffic(Pipe.Maker maker, String method, int capacity) {
        return new JmhSubject(
                Traffic.class, method, Map.of("maker", maker.name(), "capacity", Integer.toString(capacity)));
    }

    private static Subject selects(String method) {
        return new JmhSubject(Selects.class, method, Map.of());
    }
}
