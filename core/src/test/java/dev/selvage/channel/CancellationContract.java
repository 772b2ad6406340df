package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupts and cancelled contexts end every wait, now and later, and cost no value. */
interface CancellationContract extends ChannelUnderTest {
    @ParameterizedTest
    @EnumSource
    default void should_end_a_waiting_receive_and_take_nothing_when_interrupted(Peer.Home home) throws Exception {
        Channel<Integer> channel = make();
        Peer<Boolean> receiver = home.start(() -> {
            try {
                channel.receive();
                return false;
            } catch (InterruptedException e) {
                return !Thread.currentThread().isInterrupted();
            }
        });
        Peer.untilReceiversWait(channel, 1);
        receiver.interrupt();
        assertThat(receiver.get()).as("InterruptedException, flag cleared").isTrue();
        assertThat(channel.toString()).doesNotContain("wait");
        Peer<Integer> next = Peer.start(channel::receive);
        Peer.untilReceiversWait(channel, 1);
        assertThat(channel.trySend(7)).isTrue();
        assertThat(next.get()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    default void should_end_a_waiting_send_and_never_show_its_value_when_interrupted(Peer.Home home) throws Exception {
        assumeTrue(room() == Room.WAITS);
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        Peer<String> first = home.start(() -> {
            channel.send(1_000);
            return "sent";
        });
        Peer.untilSendersWait(channel, 1);
        Peer<String> second = Peer.run(() -> channel.send(1_001));
        Peer.untilSendersWait(channel, 2);
        first.interrupt();
        assertThatThrownBy(first::get).isInstanceOf(InterruptedException.class);
        for (Integer value : inside) {
            assertThat(channel.receive()).isEqualTo(value);
        }
        assertThat(channel.receive()).isEqualTo(1_001);
        second.get();
        assertThat(channel.tryReceive()).isInstanceOf(Received.Empty.class);
    }

    @ParameterizedTest
    @EnumSource
    default void should_do_nothing_when_the_thread_is_interrupted_before(Peer.Home home) throws Exception {
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        home.start(() -> {
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(channel::receive).isInstanceOf(InterruptedException.class);
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(channel::receiveOrClosed).isInstanceOf(InterruptedException.class);
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(() -> channel.send(1_000)).isInstanceOf(InterruptedException.class);
                    return Thread.currentThread().isInterrupted();
                })
                .get();
        assertThat(drained(channel)).isEqualTo(inside);
    }

    @ParameterizedTest
    @EnumSource
    default void should_try_without_a_look_at_the_interrupt(Peer.Home home) throws Exception {
        Channel<Integer> channel = make();
        boolean interrupted = home.start(() -> {
                    Thread.currentThread().interrupt();
                    boolean kept = channel.trySend(1);
                    assertThat(channel.tryReceive()).isInstanceOf(kept ? Received.Value.class : Received.Empty.class);
                    assertThat(channel.close()).isTrue();
                    return Thread.interrupted();
                })
                .get();
        assertThat(interrupted).as("flag kept").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    default void should_end_iteration_with_the_flag_kept_when_interrupted(Peer.Home home) throws Exception {
        Channel<Integer> channel = make();
        Peer<CancelReason.Kind> loop = home.start(() -> {
            try {
                channel.forEach(value -> {});
                throw new AssertionError("ended");
            } catch (CancelledException e) {
                assertThat(Thread.currentThread().isInterrupted())
                        .as("flag kept")
                        .isTrue();
                assertThatThrownBy(() -> channel.stream().toList()).isInstanceOf(CancelledException.class);
                assertThat(Thread.interrupted()).as("flag kept again").isTrue();
                return e.reason().kind();
            }
        });
        Peer.untilReceiversWait(channel, 1);
        loop.interrupt();
        assertThat(loop.get()).isEqualTo(CancelReason.Kind.INTERRUPTED);
    }

    @Test
    default void should_end_this_wait_and_every_later_one_when_the_scope_is_cancelled() throws Exception {
        Channel<Integer> empty = make();
        Channel<Integer> other = make();
        List<Integer> inside = fill(other);
        Scope.run(scope -> {
            Goroutine<String> receiver = scope.go(() -> {
                assertThatThrownBy(empty::receive).isInstanceOf(InterruptedException.class);
                for (int again = 0; again < 3; again++) {
                    assertThatThrownBy(other::receive).isInstanceOf(InterruptedException.class);
                    assertThatThrownBy(other::receiveOrClosed).isInstanceOf(InterruptedException.class);
                    assertThatThrownBy(() -> other.send(1_000)).isInstanceOf(InterruptedException.class);
                    assertThatThrownBy(() -> Select.select(other.onReceive(value -> value)))
                            .isInstanceOf(InterruptedException.class);
                    assertThatThrownBy(() -> other.iterator().hasNext()).isInstanceOf(CancelledException.class);
                }
                return "seen";
            });
            Work.untilBlocked(receiver);
            Peer.untilReceiversWait(empty, 1);
            scope.cancel("enough");
            scope.join();
            assertThat(receiver.outcome().orElseThrow().toString()).contains("seen");
        });
        assertThat(drained(other)).isEqualTo(inside);
    }

    @Test
    default void should_work_in_cleanup_when_the_scope_is_cancelled() throws Exception {
        Channel<Integer> channel = make();
        Channel<Integer> results = Channel.buffered(4);
        Scope.run(scope -> {
            Goroutine<?> worker = scope.go(() -> {
                try {
                    channel.receive();
                } finally {
                    results.trySend(1);
                    assertThat(results.tryReceive()).isEqualTo(new Received.Value<>(1));
                    results.trySend(2);
                    channel.close();
                }
            });
            Peer.untilReceiversWait(channel, 1);
            worker.cancel();
        });
        assertThat(channel.isClosed()).isTrue();
        assertThat(results.tryReceive()).isEqualTo(new Received.Value<>(2));
    }

    @Test
    default void should_end_iteration_with_the_reason_of_the_scope_when_it_is_cancelled() throws Exception {
        Channel<Integer> channel = make();
        Scope.run(scope -> {
            Goroutine<String> loop = scope.go(() -> {
                try {
                    channel.forEach(value -> {});
                    return "ended";
                } catch (CancelledException e) {
                    assertThat(Thread.currentThread().isInterrupted())
                            .as("flag kept")
                            .isTrue();
                    return e.reason().message();
                }
            });
            Peer.untilReceiversWait(channel, 1);
            scope.cancel("enough");
            scope.join();
            assertThat(loop.outcome().orElseThrow().toString()).contains("enough");
        });
    }

    @Test
    default void should_end_the_wait_of_a_cancelled_context_when_it_is_no_scope() throws Exception {
        Channel<Integer> channel = make();
        try (var context = dev.selvage.context.Context.background().withCancel()) {
            Peer<String> receiver = Peer.run(() -> context.run(channel::receive));
            Peer.untilReceiversWait(channel, 1);
            context.cancel();
            assertThatThrownBy(receiver::get).isInstanceOf(InterruptedException.class);
        }
        assertThat(channel.toString()).doesNotContain("wait");
    }
}
