package dev.selvage.channel;

import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a storm of interrupts, cancellations and timeouts no value is lost, none comes twice, and none comes that was not sent. */
@ExtendWith(NothingLeft.class)
class ChannelStormTest {
    private static final int OPERATIONS = 800;

    /** Sent for sure: the operation returned. */
    private final Queue<Integer> sent = new ConcurrentLinkedQueue<>();

    private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> undelivered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    enum Kind {
        RENDEZVOUS,
        BUFFERED_1,
        BUFFERED_7,
        UNLIMITED,
        CONFLATED,
        DROP_OLDEST,
        DROP_NEWEST,
        MIXED
    }

    private List<Channel<Integer>> pair(Kind kind) {
        ChannelOptions<Integer> options = Channel.<Integer>options().onUndelivered(undelivered::add);
        return switch (kind) {
            case RENDEZVOUS -> List.of(options.rendezvous(), options.rendezvous());
            case BUFFERED_1 -> List.of(options.buffered(1), options.buffered(1));
            case BUFFERED_7 -> List.of(options.buffered(7), options.buffered(7));
            case UNLIMITED -> List.of(options.unlimited(), options.unlimited());
            case CONFLATED -> List.of(options.conflated(), options.conflated());
            case DROP_OLDEST ->
                List.of(options.buffered(3, Overflow.DROP_OLDEST), options.buffered(1, Overflow.DROP_OLDEST));
            case DROP_NEWEST ->
                List.of(options.buffered(3, Overflow.DROP_NEWEST), options.buffered(1, Overflow.DROP_NEWEST));
            case MIXED -> List.of(options.rendezvous(), options.buffered(2));
        };
    }

    @ParameterizedTest
    @EnumSource
    void should_account_for_every_value_when_everybody_is_disturbed(Kind kind) throws Exception {
        List<Channel<Integer>> pair = pair(kind);
        List<Peer<String>> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Peer.Home home = i == 0 ? Peer.Home.PLATFORM : Peer.Home.VIRTUAL;
            peers.add(home.start(() -> repeat(() -> send(pair))));
            peers.add(home.start(() -> repeat(() -> receive(pair))));
        }
        Peer<String> storm = Peer.Home.PLATFORM.start(() -> {
            while (peers.stream().anyMatch(peer -> !peer.isDone())) {
                peers.get(any(peers.size())).interrupt();
                pause();
            }
            return "over";
        });
        storm.get();
        for (Peer<String> peer : peers) {
            peer.get();
        }
        for (Channel<Integer> channel : pair) {
            assertThat(channel.toString()).doesNotContain("wait");
            channel.drainTo(received);
        }
        List<Integer> accounted = new ArrayList<>(received);
        accounted.addAll(undelivered);
        assertThat(accounted.stream().sorted().toList())
                .as("received, left or undelivered")
                .isEqualTo(sent.stream().sorted().toList());
        assertThat(sent).isNotEmpty();
        assertThat(received).isNotEmpty();
        assertThat(ended).as("operations that were ended").hasPositiveValue();
    }

    private interface Operation {
        void run() throws InterruptedException;
    }

    private String repeat(Operation operation) {
        for (int i = 0; i < OPERATIONS; i++) {
            try {
                disturbed(operation);
            } catch (InterruptedException | CancelledException e) {
                ended.incrementAndGet();
            }
        }
        return Thread.interrupted() ? "done, then interrupted" : "done";
    }

    private static void disturbed(Operation operation) throws InterruptedException {
        switch (any(6)) {
            case 0 -> {
                try (CancellableContext soon = Context.current().withTimeout(soon())) {
                    soon.run(operation::run);
                }
            }
            case 1 -> Scope.options().withTimeout(soon()).run(scope -> operation.run());
            default -> operation.run();
        }
    }

    private void send(List<Channel<Integer>> pair) throws InterruptedException {
        int value = next.incrementAndGet();
        Channel<Integer> one = pair.get(any(2));
        boolean done = switch (any(5)) {
            case 0 -> one.trySend(value);
            case 1 -> one.send(value, soon());
            case 2 ->
                Select.<Boolean, RuntimeException>select(
                        pair.get(0).onSend(value, () -> true), pair.get(1).onSend(value, () -> true));
            case 3 ->
                Select.<Boolean, RuntimeException>first(
                        pair.get(1).onSend(value, () -> true),
                        pair.get(0).onSend(value, () -> true),
                        Select.after(soon(), () -> false));
            default -> {
                one.send(value);
                yield true;
            }
        };
        if (done) {
            sent.add(value);
        }
    }

    private void receive(List<Channel<Integer>> pair) throws InterruptedException {
        Channel<Integer> one = pair.get(any(2));
        switch (any(6)) {
            case 0 -> keep(one.tryReceive());
            case 1 -> keep(one.receive(soon()));
            case 2 ->
                Select.select(
                        pair.get(0).onReceiveRun(received::add), pair.get(1).onReceiveRun(received::add));
            case 3 ->
                Select.select(
                        pair.get(1).onReceiveRun(received::add),
                        pair.get(0).onReceiveRun(received::add),
                        Select.onDoneRun(Context.current(), () -> ended.incrementAndGet()),
                        Select.afterRun(soon(), () -> {}));
            case 4 -> one.drainTo(received, 3);
            default -> received.add(one.receive());
        }
    }

    private void keep(Received<Integer> got) {
        if (got instanceof Received.Value<Integer>(Integer value)) {
            received.add(value);
        }
    }

    private static Duration soon() {
        return ofNanos(any(60_000));
    }

    private static int any(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static void pause() {
        for (int i = any(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
