package dev.selvage.channel;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Goroutine;
import dev.selvage.Goroutines;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Timers, and the clock that sleeps. */
@ExtendWith(NothingLeft.class)
class TimerTest {
    private final ManualTime time = new ManualTime();

    private static Received<Instant> at(long millis) {
        return new Received.Value<>(Instant.ofEpochMilli(millis));
    }

    private void inTime(Scope.Body<Exception> body) throws Exception {
        Scope.options().withContext(time.root()).run(body);
    }

    @Test
    void should_send_once_when_the_delay_is_over() throws Exception {
        inTime(scope -> {
            try (Timer timer = Timer.after(ofSeconds(1))) {
                time.advance(ofMillis(999));
                assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofMillis(1));
                assertThat(timer.channel().tryReceive()).isEqualTo(at(1_000));
                time.advance(ofSeconds(10));
                assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                assertThat(time.armed()).isZero();
            }
        });
    }

    @Test
    void should_send_nothing_when_stopped_before() throws Exception {
        inTime(scope -> {
            try (Timer timer = Timer.after(ofSeconds(1))) {
                assertThat(timer.stop()).isTrue();
                assertThat(timer.stop()).isFalse();
                assertThat(time.armed()).isZero();
                time.advance(ofSeconds(2));
                assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Empty.class);
            }
        });
    }

    @Test
    void should_give_nothing_stale_when_stopped_or_reset_after_it_has_sent() throws Exception {
        inTime(scope -> {
            try (Timer timer = Timer.after(ofSeconds(1))) {
                time.advance(ofSeconds(1));
                assertThat(timer.stop()).as("what it had sent is taken back").isTrue();
                assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                assertThat(timer.reset(ofSeconds(1))).as("it was stopped").isFalse();
                time.advance(ofSeconds(1));
                assertThat(timer.reset(ofSeconds(3)))
                        .as("what it had sent is taken back")
                        .isTrue();
                assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                assertThat(timer.reset(ofSeconds(1))).as("it had not sent").isTrue();
                assertThat(time.armed()).isEqualTo(1);
                time.advance(ofSeconds(1));
                assertThat(timer.channel().tryReceive()).isEqualTo(at(3_000));
            }
        });
    }

    @Test
    void should_send_soon_when_there_is_no_delay() throws Exception {
        inTime(scope -> {
            try (Timer now = Timer.after(ZERO);
                    Timer before = Timer.after(ofSeconds(-1))) {
                time.advance(ZERO);
                assertThat(now.channel().tryReceive()).isEqualTo(at(0));
                assertThat(before.channel().tryReceive()).isEqualTo(at(0));
            }
        });
    }

    @Test
    void should_release_its_entry_and_close_the_channel_when_closed() throws Exception {
        inTime(scope -> {
            Timer timer = Timer.after(ofHours(1));
            timer.close();
            assertThat(time.armed()).isZero();
            assertThat(timer.channel().tryReceive()).isInstanceOf(Received.Closed.class);
            assertThat(timer.reset(ofSeconds(1))).isFalse();
            assertThat(time.armed()).isZero();
        });
    }

    @Test
    void should_end_with_its_scope_when_nobody_closes_it() throws Exception {
        List<Timer> timers = new ArrayList<>();
        inTime(scope -> timers.add(Timer.after(ofHours(1))));
        assertThat(time.armed()).isZero();
        assertThat(timers.getFirst().channel().isClosed()).isTrue();
    }

    @Test
    void should_be_a_clause_like_any_channel() throws Exception {
        Channel<Integer> silent = Channel.rendezvous();
        inTime(scope -> {
            Timer timer = Timer.after(ofSeconds(1));
            Goroutine<String> select = scope.go(() -> Select.select(
                    silent.onReceive(value -> "value"), timer.channel().onReceive(tick -> "at " + tick)));
            Peer.untilReceiversWait(silent, 1);
            time.advance(ofSeconds(1));
            assertThat(select.await()).isEqualTo("at " + Instant.ofEpochSecond(1));
        });
    }

    @Test
    void should_sleep_in_the_time_of_the_context_and_show_it_in_the_dump() throws Exception {
        inTime(scope -> {
            Goroutine<Instant> sleeper = scope.go("sleeper", () -> {
                Clocks.sleep(ofSeconds(5));
                return Clocks.now();
            });
            Work.untilBlocked(sleeper);
            Awaitility.await().untilAsserted(() -> assertThat(Goroutines.dump()).contains("\"sleeper\" [sleep"));
            time.advance(ofSeconds(5));
            assertThat(sleeper.await()).isEqualTo(Instant.ofEpochSecond(5));
            Clocks.sleep(ZERO);
            Clocks.sleep(ofSeconds(-1));
            assertThat(time.armed()).isZero();
        });
    }
}
