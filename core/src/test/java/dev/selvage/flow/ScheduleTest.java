package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration BASE = Duration.ofMillis(100);

    private static long[] millis(Schedule schedule, int retries) {
        long[] delays = new long[retries];
        long before = 0;
        for (int retry = 1; retry <= retries; retry++) {
            before = schedule.delay(retry, before);
            delays[retry - 1] = before / 1_000_000;
        }
        return delays;
    }

    @Test
    void should_double_up_to_the_longest_when_it_is_exponential() {
        assertThat(millis(Schedule.fixed(BASE), 3)).containsExactly(100, 100, 100);
        assertThat(millis(Schedule.exponential(BASE), 4)).containsExactly(100, 200, 400, 800);
        assertThat(millis(Schedule.exponential(BASE).withFactor(3), 3)).containsExactly(100, 300, 900);
        assertThat(millis(Schedule.exponential(BASE).upTo(Duration.ofMillis(300)), 4))
                .containsExactly(100, 200, 300, 300);
        assertThat(Schedule.exponential(BASE).delay(5000, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void should_draw_from_zero_to_the_plain_delay_when_the_jitter_is_full() {
        // given
        Schedule schedule = Schedule.exponential(BASE).withFullJitter().withRandom(new Random(1));

        // when
        List<Long> drawn =
                IntStream.range(0, 1000).mapToObj(i -> schedule.delay(3, 0)).toList();

        // then
        assertThat(drawn).allMatch(nanos -> nanos >= 0 && nanos < 400_000_000);
        assertThat(drawn).anyMatch(nanos -> nanos < 50_000_000).anyMatch(nanos -> nanos > 350_000_000);
    }

    @Test
    void should_stay_between_the_first_and_three_times_the_last_when_the_jitter_is_decorrelated() {
        // given
        Schedule schedule = Schedule.exponential(BASE)
                .withDecorrelatedJitter()
                .upTo(Duration.ofSeconds(1))
                .withRandom(new Random(1));
        long before = 0;

        for (int retry = 1; retry < 1000; retry++) {
            // when
            long delay = schedule.delay(retry, before);

            // then
            long most = retry == 1 ? 300_000_000 : Math.min(1_000_000_000, before * 3);
            assertThat(delay).isBetween(100_000_000L, most);
            before = delay;
        }
    }

    @Test
    void should_be_the_same_when_the_source_has_the_same_seed() {
        assertThat(millis(Schedule.exponential(BASE).withFullJitter().withRandom(new Random(7)), 8))
                .containsExactly(
                        millis(Schedule.exponential(BASE).withFullJitter().withRandom(new Random(7)), 8));
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Schedule.exponential(Duration.ZERO)).hasMessageContaining("fixed(Duration.ZERO)");
        assertThatThrownBy(() -> Schedule.exponential(BASE).withFactor(Double.NaN))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Schedule.fixed(BASE).upTo(null)).hasMessage("longest");
    }
}
