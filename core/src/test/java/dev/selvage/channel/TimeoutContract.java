package dev.selvage.channel;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvage.ManualTime;
import dev.selvage.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wait with a limit in time ends with it, leaves nothing in the line, and costs no value. */
interface TimeoutContract extends ChannelUnderTest {
    @Test
    default void should_receive_nothing_when_the_time_is_up() throws Exception {
        ManualTime time = new ManualTime();
        Channel<Integer> channel = make();
        Peer<Received<Integer>> receiver =
                Peer.start(() -> Scope.options().withContext(time.root()).call(scope -> channel.receive(ofSeconds(1))));
        Peer.untilReceiversWait(channel, 1);
        dev.selvage.Work.untilBlocked(receiver.thread());
        time.advance(ofSeconds(1));
        assertThat(receiver.get()).isInstanceOf(Received.Empty.class);
        assertThat(channel.toString()).doesNotContain("wait");
        assertThat(time.armed()).isZero();
    }

    @Test
    default void should_not_send_when_the_time_is_up() throws Exception {
        assumeTrue(room() == Room.WAITS);
        ManualTime time = new ManualTime();
        Channel<Integer> channel = make();
        List<Integer> inside = fill(channel);
        Peer<Boolean> sender = Peer.start(
                () -> Scope.options().withContext(time.root()).call(scope -> channel.send(1_000, ofSeconds(1))));
        Peer.untilSendersWait(channel, 1);
        dev.selvage.Work.untilBlocked(sender.thread());
        time.advance(ofSeconds(1));
        assertThat(sender.get()).isFalse();
        assertThat(channel.toString()).doesNotContain("wait");
        assertThat(drained(channel)).isEqualTo(inside);
        assertThat(time.armed()).isZero();
    }

    @Test
    default void should_release_the_timer_when_the_value_comes_in_time() throws Exception {
        ManualTime time = new ManualTime();
        Channel<Integer> channel = make();
        Peer<Received<Integer>> receiver =
                Peer.start(() -> Scope.options().withContext(time.root()).call(scope -> channel.receive(ofSeconds(1))));
        Peer.untilReceiversWait(channel, 1);
        channel.send(7);
        assertThat(receiver.get()).isEqualTo(new Received.Value<>(7));
        assertThat(time.armed()).isZero();
    }

    @Test
    default void should_not_wait_at_all_when_there_is_no_time() throws InterruptedException {
        Channel<Integer> channel = make();
        for (var none : List.of(ZERO, ofSeconds(-1), ofDays(-100_000_000_000L))) {
            assertThat(channel.receive(none)).isInstanceOf(Received.Empty.class);
        }
        fill(channel);
        assertThat(channel.send(1_000, ZERO)).isEqualTo(room() != Room.WAITS);
        assertThat(channel.send(1_001, ofSeconds(-1))).isEqualTo(room() != Room.WAITS);
        assertThat(channel.toString()).doesNotContain("wait");
    }

    @Test
    default void should_take_the_value_when_it_is_there_and_there_is_no_time() throws InterruptedException {
        Channel<Integer> channel = make();
        assumeTrue(channel.capacity() > 0);
        channel.send(5);
        assertThat(channel.receive(ZERO)).isEqualTo(new Received.Value<>(5));
        assertThat(channel.send(6, ZERO)).isTrue();
        assertThat(channel.receive(ofDays(100_000_000_000L))).isEqualTo(new Received.Value<>(6));
    }
}
