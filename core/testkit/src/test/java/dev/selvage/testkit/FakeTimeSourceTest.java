package dev.selvage.testkit;

import static dev.selvage.testkit.ScopeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Received;
import dev.selvage.channel.Ticker;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

@LeakCheck
class FakeTimeSourceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeTimeSource time = FakeTimeSource.at(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void should_stand_still_until_it_is_moved() {
        // given
        Clock clock = time.withZone(ZoneId.of("Europe/Vienna"));
        long before = time.nanoTime();

        // when
        time.advance(HOUR);

        // then
        assertThat(time.instant()).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(clock.instant())
                .isEqualTo(time.instant())
                .isEqualTo(time.clock().instant());
        assertThat(clock.getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(time.nanoTime() - before).isEqualTo(HOUR.toNanos());
        assertThat(FakeTimeSource.create().instant())
                .isEqualTo(FakeTimeSource.create().instant());
    }

    @Test
    void should_fire_each_timer_at_its_own_instant_when_moved_past_many() {
        // given
        List<CancellableContext> contexts = new ArrayList<>();
        for (int hours : new int[] {3, 1, 2}) {
            CancellableContext context = time.context().withTimeout(HOUR.multipliedBy(hours));
            contexts.add(context);
        }

        // when
        assertThat(time.pending()).isEqualTo(3);
        assertThat(time.untilNext()).contains(HOUR);
        time.advance(Duration.ofMinutes(90));

        // then
        assertThat(contexts.get(1)).isCancelled(Kind.DEADLINE);
        assertThat(contexts.get(2)).isNotCancelled();
        assertThat(time.untilNext()).contains(Duration.ofMinutes(30));
        contexts.getFirst().close();
        contexts.getLast().close();
        assertThat(time.untilNext()).isEmpty();
    }

    @Test
    void should_wake_a_sleeper_when_it_runs_in_the_context() throws InterruptedException {
        time.context()
                .run(() -> Scope.run(scope -> {
                    // given
                    Goroutine<Instant> sleeper = scope.go(() -> {
                        Clocks.sleep(HOUR);
                        return Clocks.now();
                    });
                    assertThat(sleeper).within(SOON).isWaitingFor("sleep");

                    // when
                    time.advance(HOUR);

                    // then
                    assertThat(sleeper).within(SOON).hasReturned(Instant.parse("2026-01-01T01:00:00Z"));
                }));
    }

    @Test
    void should_tick_again_and_again_when_moved_step_by_step() throws InterruptedException {
        List<Instant> ticks = new ArrayList<>();
        time.context().run(() -> {
            try (Ticker ticker = Ticker.every(HOUR)) {
                for (int i = 0; i < 3; i++) {
                    time.advance(HOUR);
                    if (ticker.channel().tryReceive() instanceof Received.Value<Instant>(Instant tick)) {
                        ticks.add(tick);
                    }
                }
            }
        });
        assertThat(ticks)
                .containsExactly(
                        Instant.parse("2026-01-01T01:00:00Z"),
                        Instant.parse("2026-01-01T02:00:00Z"),
                        Instant.parse("2026-01-01T03:00:00Z"));
        assertThat(time.pending()).isZero();
    }

    @Test
    void should_move_by_the_sum_when_several_threads_move_it_at_once() throws Exception {
        // given
        int threads = 4;
        int times = 20_000;
        long before = time.nanoTime();
        CyclicBarrier all = new CyclicBarrier(threads);

        // when
        Scope.run(scope -> {
            for (int i = 0; i < threads; i++) {
                scope.go(() -> {
                    all.await();
                    for (int n = 0; n < times; n++) {
                        time.advance(Duration.ofNanos(1));
                    }
                });
            }
        });

        // then
        assertThat(time.nanoTime() - before).isEqualTo((long) threads * times);
    }

    @Test
    void should_refuse_to_go_further_than_it_can_count() {
        // given
        time.advance(Duration.ofNanos(Long.MAX_VALUE));
        Instant last = time.instant();

        // then
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(time.instant()).isEqualTo(last);
    }

    @Test
    void should_refuse_to_go_back() {
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not go back");
        assertThatThrownBy(() -> time.advance(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FakeTimeSource.at(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> time.withZone(null)).isInstanceOf(NullPointerException.class);
    }
}
