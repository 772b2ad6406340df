package dev.selvage.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.NothingLeft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exactly one clause runs; what a select can wait for and how it ends. */
@ExtendWith(NothingLeft.class)
class SelectTest {
    private final Channel<Integer> a = Channel.buffered(1);
    private final Channel<Integer> b = Channel.buffered(1);
    private final Channel<Integer> silent = Channel.rendezvous();

    @Test
    void should_run_one_clause_and_touch_no_other_when_several_are_ready() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            a.send(1);
            List<String> ran = new ArrayList<>();
            String result = Select.select(
                    a.onReceive(value -> say(ran, "received " + value)),
                    b.onSend(2, () -> say(ran, "sent")),
                    Select.otherwise(() -> say(ran, "otherwise")));
            assertThat(ran).containsExactly(result);
            assertThat(result).isIn("received 1", "sent");
            assertThat(a.size()).isEqualTo(result.equals("sent") ? 1 : 0);
            assertThat(b.size()).isEqualTo(result.equals("sent") ? 1 : 0);
            a.tryReceive();
            b.tryReceive();
        }
    }

    private static String say(List<String> ran, String what) {
        ran.add(what);
        return what;
    }

    @ParameterizedTest
    @EnumSource
    void should_wait_until_one_is_ready_and_leave_the_others(Peer.Home home) throws Exception {
        Peer<String> select = home.start(() -> Select.select(
                a.onReceive(value -> "a " + value),
                b.onReceive(value -> "b " + value),
                silent.onSend(1, () -> "sent")));
        Peer.untilReceiversWait(b, 1);
        Peer.untilSendersWait(silent, 1);
        b.send(7);
        assertThat(select.get()).isEqualTo("b 7");
        for (Channel<?> channel : List.of(a, b, silent)) {
            assertThat(channel.toString()).doesNotContain("wait");
        }
    }

    @Test
    void should_leave_with_what_the_handler_throws_and_have_received() throws InterruptedException {
        a.send(1);
        IOException disk = new IOException("disk");
        assertThatThrownBy(() -> Select.select(a.onReceive(value -> {
                    throw disk;
                })))
                .isSameAs(disk);
        assertThat(a.size()).isZero();
        StackOverflowError panic = new StackOverflowError("handler");
        Select<String, RuntimeException> sending = Select.of(a.onSend(2, () -> {
            throw panic;
        }));
        assertThatThrownBy(sending::run).isSameAs(panic);
        assertThat(a.tryReceive()).isEqualTo(new Received.Value<>(2));
    }

    @Test
    void should_let_the_handler_use_the_same_channels_when_it_runs() throws InterruptedException {
        a.send(1);
        Integer sum = Select.select(a.onReceive(value -> {
            a.send(value + 1);
            return Select.select(a.onReceive(next -> value + next));
        }));
        assertThat(sum).isEqualTo(3);
    }

    @Test
    void should_give_null_when_the_handler_does() throws InterruptedException {
        a.send(1);
        assertThat(Select.select(a.onReceiveRun(value -> {}))).isNull();
    }

    @Test
    void should_throw_when_a_channel_is_closed_and_no_clause_is_for_that() {
        IOException disk = new IOException("disk");
        silent.close(disk);
        assertThatThrownBy(() -> Select.select(a.onReceive(value -> "a"), silent.onReceive(value -> "value")))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("receive from")
                .hasCause(disk);
        assertThatThrownBy(() -> Select.first(silent.onSend(1, () -> "sent"), Select.otherwise(() -> "otherwise")))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("send to")
                .hasCause(disk);
    }

    @Test
    void should_run_the_clause_for_the_closing_after_what_is_left() throws InterruptedException {
        a.send(1);
        a.close();
        Select<String, RuntimeException> select =
                Select.of(a.onClosed(() -> "closed"), a.onReceive(value -> "value " + value));
        assertThat(select.run()).isEqualTo("value 1");
        assertThat(select.run()).isEqualTo("closed");
        assertThat(select.run()).isEqualTo("closed");
    }

    @Test
    void should_see_the_closing_at_once_when_it_does_not_receive() throws InterruptedException {
        a.send(1);
        a.close();
        assertThat(Select.<String, RuntimeException>select(a.onClosed(() -> "closed"), b.onReceive(value -> "b")))
                .isEqualTo("closed");
        assertThat(a.size()).isEqualTo(1);
    }

    @Test
    void should_wake_with_the_clause_for_the_closing_when_closed_while_it_waits() throws Exception {
        Peer<String> receives =
                Peer.start(() -> Select.select(silent.onReceive(value -> "value"), silent.onClosed(() -> "closed")));
        Peer.untilReceiversWait(silent, 1);
        Peer<String> sends =
                Peer.start(() -> Select.select(silent.onClosed(() -> "closed"), b.onReceive(value -> "b")));
        Peer.untilReceiversWait(b, 1);
        Peer<String> fails = Peer.start(() -> Select.select(silent.onReceive(value -> "value")));
        Peer.untilReceiversWait(silent, 2);
        silent.close();
        assertThat(receives.get()).isEqualTo("closed");
        assertThat(sends.get()).isEqualTo("closed");
        assertThatThrownBy(fails::get).isInstanceOf(ChannelClosedException.class);
        assertThat(b.toString()).doesNotContain("wait");
    }

    @Test
    void should_refuse_a_sending_select_when_closed_while_it_waits() throws Exception {
        Peer<String> sends = Peer.start(() -> Select.select(silent.onSend(1, () -> "sent")));
        Peer.untilSendersWait(silent, 1);
        silent.close();
        assertThatThrownBy(sends::get).isInstanceOf(ChannelClosedException.class);
        assertThat(silent.tryReceive()).isInstanceOf(Received.Closed.class);
    }

    @ParameterizedTest
    @EnumSource
    void should_end_and_lose_nothing_when_interrupted(Peer.Home home) throws Exception {
        Peer<String> select =
                home.start(() -> Select.select(a.onReceive(value -> "a"), silent.onSend(1, () -> "sent")));
        Peer.untilSendersWait(silent, 1);
        select.interrupt();
        assertThatThrownBy(select::get).isInstanceOf(InterruptedException.class);
        assertThat(silent.tryReceive()).isInstanceOf(Received.Empty.class);
        a.send(1);
        assertThat(a.receive()).isEqualTo(1);
    }

    @Test
    void should_take_nothing_when_interrupted_before() throws InterruptedException {
        a.send(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Select.select(a.onReceive(value -> "a"), Select.otherwise(() -> "otherwise")))
                .isInstanceOf(InterruptedException.class);
        assertThat(a.size()).isEqualTo(1);
    }

    @Test
    void should_take_a_channel_in_several_clauses() throws Exception {
        Peer<String> select = Peer.start(() -> Select.select(
                silent.onReceive(value -> "first"),
                silent.onReceive(value -> "second"),
                silent.onSend(1, () -> "sent"),
                silent.onSend(2, () -> "sent again")));
        Peer.untilReceiversWait(silent, 2);
        Peer.untilShown(silent, "2 senders wait");
        assertThat(silent.trySend(9)).isTrue();
        assertThat(select.get()).isIn("first", "second");
        assertThat(silent.toString()).doesNotContain("wait");
    }

    @Test
    void should_meet_others_and_never_itself_when_it_sends_and_receives_on_one_channel() throws Exception {
        Select<String, RuntimeException> both =
                Select.of(silent.onSend(1, () -> "sent"), silent.onReceive(value -> "received"));
        Peer<String> one = Peer.start(both::run);
        Peer.untilSendersWait(silent, 1);
        assertThat(one.isDone()).isFalse();
        Peer<String> other = Peer.start(both::run);
        assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder("sent", "received");
        assertThat(silent.toString()).doesNotContain("wait");
    }

    @Test
    void should_refuse_two_otherwise_clauses_and_null() {
        assertThatThrownBy(() -> Select.of(Select.otherwise(() -> 1), Select.otherwise(() -> 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A select takes one otherwise clause, but has 2");
        assertThatThrownBy(() -> Select.after(ofSeconds(1), null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> a.onReceive(value -> 1).when(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void should_not_wait_when_it_has_an_otherwise_clause() throws InterruptedException {
        assertThat(Select.<String, RuntimeException>select(
                        Select.otherwise(() -> "otherwise"), a.onReceive(value -> "a")))
                .isEqualTo("otherwise");
        assertThat(Select.<String, RuntimeException>select(Select.otherwise(() -> "alone")))
                .isEqualTo("alone");
    }
}
