package dev.selvage.channel;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Goroutines;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of a channel: names, dumps, messages. */
@ExtendWith(NothingLeft.class)
class ChannelNamesTest {
    private final Channel<Integer> jobs =
            Channel.<Integer>options().named("jobs").buffered(16);
    private final Channel<Integer> results =
            Channel.<Integer>options().named("results").rendezvous();

    private static void untilDumpShows(String text) {
        Awaitility.await().untilAsserted(() -> assertThat(Goroutines.dump()).contains(text));
    }

    @Test
    void should_show_in_the_dump_who_waits_where() throws Exception {
        for (int i = 0; i < 16; i++) {
            jobs.send(i);
        }
        Scope.run(scope -> {
            scope.go("sender", () -> jobs.send(16));
            scope.go("receiver", () -> results.receive());
            scope.go("timed", () -> results.receive(ofHours(1)));
            scope.go(
                    "selecting",
                    () -> Select.select(
                            jobs.onSend(17, () -> "sent"),
                            results.onReceive(value -> "got"),
                            results.onClosed(() -> "end")));
            scope.go("empty", () -> Select.<String, RuntimeException>select());
            untilDumpShows("\"sender\" [chan send \"jobs\" 16/16");
            untilDumpShows("\"receiver\" [chan receive \"results\" 0/0");
            untilDumpShows("\"timed\" [chan receive \"results\" 0/0");
            untilDumpShows(
                    "\"selecting\" [select (send \"jobs\" 16/16, receive \"results\" 0/0, closed \"results\" 0/0)");
            untilDumpShows("\"empty\" [select (no cases)");
            scope.cancel("seen");
        });
    }

    @Test
    void should_tell_name_size_capacity_and_who_waits() throws Exception {
        assertThat(jobs).hasToString("chan \"jobs\" 0/16");
        jobs.send(1);
        assertThat(jobs).hasToString("chan \"jobs\" 1/16");
        Channel<Integer> unlimited = Channel.<Integer>options().named("all").unlimited();
        assertThat(unlimited).hasToString("chan \"all\" 0");
        assertThat(Channel.rendezvous().toString()).matches("chan #\\d+ 0/0");
        Scope.run(scope -> {
            Goroutine<?> one = scope.go(() -> results.receive());
            Goroutine<?> two = scope.go(() -> results.receive());
            Peer.untilReceiversWait(results, 2);
            assertThat(results).hasToString("chan \"results\" 0/0, 2 receivers wait");
            one.cancel();
            two.cancel();
        });
        jobs.close();
        assertThat(jobs).hasToString("chan \"jobs\" 1/16 closed");
    }

    @Test
    void should_name_the_channel_when_it_is_found_closed() {
        results.close();
        assertThatThrownBy(results::receive)
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("Cannot receive from a closed channel: chan \"results\" 0/0 closed");
        assertThatThrownBy(() -> results.trySend(1))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("Cannot send to a closed channel: chan \"results\" 0/0 closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void should_say_the_number_when_the_capacity_is_negative(int capacity) {
        assertThatThrownBy(() -> Channel.buffered(capacity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The capacity of a channel must be from 0 to 1073741824, but is " + capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 30) + 1, Integer.MAX_VALUE})
    void should_say_the_number_and_what_has_no_limit_when_the_capacity_is_absurd(int capacity) {
        assertThatThrownBy(() -> Channel.buffered(capacity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The capacity of a channel must be from 0 to 1073741824, but is " + capacity
                        + "; Channel.unlimited() has no limit");
    }

    @Test
    void should_take_no_memory_ahead_when_the_capacity_is_large() throws InterruptedException {
        Channel<Integer> large = Channel.buffered(1 << 30);
        large.send(1);
        assertThat(large.receive()).isEqualTo(1);
    }

    @Test
    void should_refuse_options_that_make_no_sense() {
        assertThatThrownBy(() -> Channel.buffered(0, Overflow.DROP_OLDEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The capacity of a channel must be from 1 to 1073741824, but is 0");
        assertThatThrownBy(() -> Channel.buffered(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Channel.options().named(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> Channel.options().onUndelivered(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("hook");
    }

    @Test
    void should_change_a_copy_when_options_are_changed() {
        ChannelOptions<Integer> plain = Channel.options();
        assertThat(plain.named("a").rendezvous()).hasToString("chan \"a\" 0/0");
        assertThat(plain.rendezvous().toString()).startsWith("chan #");
    }
}
