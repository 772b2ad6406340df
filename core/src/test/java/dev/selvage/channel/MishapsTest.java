package dev.selvage.channel;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong around a channel leaves the channel in order. */
@ExtendWith(NothingLeft.class)
class MishapsTest {
    private static final int ROUNDS = 200;
    private static final long SMALL_STACK = 256 << 10;

    static Stream<Channel<Integer>> channels() {
        return Stream.of(Channel.unlimited(), Channel.rendezvous(), Channel.conflated(), Channel.buffered(2));
    }

    @ParameterizedTest
    @MethodSource("channels")
    void should_stay_usable_when_the_stack_runs_out_inside(Channel<Integer> channel) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            // given: a thread that uses the channel down to the very end of its stack
            int more = round;
            Thread deep = new Thread(
                    null,
                    () -> assertThatThrownBy(() -> deeper(channel, more, 0)).isInstanceOf(StackOverflowError.class),
                    "deep",
                    SMALL_STACK);
            deep.start();
            deep.join(ofSeconds(20));

            // then
            assertThat(deep.isAlive()).as("it hangs in a lock").isFalse();
            Thread other = Thread.ofVirtual().start(() -> {
                channel.trySend(1);
                channel.tryReceive();
                assertThat(channel.toString()).isNotEmpty();
            });
            other.join(ofSeconds(20));
            assertThat(other.isAlive()).as("the lock was not let go").isFalse();
            channel.drainTo(new ArrayList<>());
        }
    }

    private static int deeper(Channel<Integer> channel, int round, int depth) {
        if (round % 3 > 0) {
            channel.trySend(round);
        }
        if (round % 3 < 2) {
            channel.tryReceive();
        }
        return depth < 0 ? 0 : deeper(channel, round, depth + 1) + 1; // to the end of the stack
    }

    @Test
    void should_give_the_refused_value_to_the_hook_when_a_collection_is_full() {
        // given
        List<Integer> undelivered = new ArrayList<>();
        Channel<Integer> channel =
                Channel.<Integer>options().onUndelivered(undelivered::add).buffered(4);
        for (int i = 0; i < 4; i++) {
            channel.trySend(i);
        }
        ArrayBlockingQueue<Integer> full = new ArrayBlockingQueue<>(2);

        // when
        assertThatThrownBy(() -> channel.drainTo(full)).isInstanceOf(IllegalStateException.class);

        // then
        assertThat(full).containsExactly(0, 1);
        assertThat(undelivered).containsExactly(2);
        assertThat(channel.stream().limit(1)).containsExactly(3);
    }

    @Test
    void should_take_only_what_is_asked_for_when_a_stream_is_parallel() {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < 5_000; i++) {
            channel.trySend(i);
        }
        channel.close();
        assertThat(channel.stream().parallel().limit(3).toList()).containsExactly(0, 1, 2);
        assertThat(channel.size()).isEqualTo(4_997);
    }

    @Test
    void should_say_that_it_stopped_something_when_the_time_sent_was_not_received() throws InterruptedException {
        ManualTime time = new ManualTime();
        time.root().<InterruptedException>run(() -> {
            try (Timer timer = Timer.after(ofMillis(5))) {
                time.advance(ofMillis(5));
                assertThat(timer.stop()).as("taken back").isTrue();
                assertThat(timer.stop()).as("nothing left").isFalse();
                assertThat(timer.channel().receive(ZERO)).isEqualTo(new Received.Empty<>());
            }
        });
    }

    @Test
    void should_end_a_ticker_when_its_channel_is_discarded() throws InterruptedException {
        ManualTime time = new ManualTime();
        time.root().run(() -> {
            Ticker ticker = Ticker.every(ofMillis(5));
            ticker.channel().discard();
            time.advance(ofMillis(5));
            assertThat(time.armed()).isZero();
        });
    }
}
