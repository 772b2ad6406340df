package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class RateLimiterTest {
    private static final Duration TENTH = Duration.ofMillis(100);

    private final ManualTime time = new ManualTime();
    private final RateLimiter limiter = RateLimiter.of(10, Duration.ofSeconds(1));

    private <X extends Exception> void inManualTime(Scope.Body<X> body) throws X, InterruptedException {
        Scope.options().withContext(time.root()).run(body);
    }

    @Test
    void should_let_a_burst_through_and_then_the_rate_when_nothing_came_before() throws Exception {
        inManualTime(scope -> {
            for (int i = 0; i < 10; i++) {
                assertThat(limiter.tryAcquire()).isTrue();
            }
            assertThat(limiter.tryAcquire()).isFalse();
            time.advance(TENTH.minusNanos(1));
            assertThat(limiter.tryAcquire()).isFalse();
            time.advance(Duration.ofNanos(1));
            assertThat(limiter.tryAcquire()).isTrue();
            time.advance(Duration.ofDays(9000));
            assertThat(limiter.tryAcquire(10)).isTrue();
            assertThat(limiter.tryAcquire()).isFalse();
        });
    }

    @Test
    void should_wait_for_its_turn_when_the_bucket_is_empty() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        inManualTime(scope -> {
            // given
            limiter.acquire(10);
            Goroutine<?> big = scope.go(() -> {
                limiter.acquire(2);
                order.add("big");
            });
            Work.untilBlocked(big);
            Goroutine<?> small = scope.go(() -> {
                limiter.acquire();
                order.add("small");
            });
            Work.untilBlocked(small);

            // when, then
            time.advance(TENTH);
            assertThat(limiter.tryAcquire()).isFalse();
            assertThat(order).isEmpty();
            time.advance(TENTH);
            big.await();
            Work.untilBlocked(small);
            assertThat(order).containsExactly("big");
            time.advance(TENTH);
            small.await();
        });
        assertThat(order).containsExactly("big", "small");
    }

    @Test
    void should_take_no_token_and_let_the_next_on_when_it_is_cancelled() throws Exception {
        inManualTime(scope -> {
            // given
            limiter.acquire(10);
            Goroutine<?> big = scope.go(() -> limiter.acquire(10));
            Work.untilBlocked(big);
            Goroutine<?> small = scope.go(() -> limiter.acquire());
            Work.untilBlocked(small);

            // when
            big.cancel();
            assertThatThrownBy(big::await).isInstanceOf(CancelledException.class);
            Work.untilBlocked(small);
            time.advance(TENTH);

            // then
            small.await();
        });
    }

    @Test
    void should_take_no_token_when_the_thread_was_interrupted_before() {
        // given
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> limiter.acquire(10)).isInstanceOf(InterruptedException.class);
        assertThat(limiter.tryAcquire(10)).isTrue();
    }

    @Test
    void should_start_anew_when_the_time_comes_from_another_source() throws Exception {
        // given
        RateLimiter slow = RateLimiter.of(1, Duration.ofDays(1));
        assertThat(slow.tryAcquire()).isTrue();

        // when, then
        inManualTime(scope -> assertThat(slow.tryAcquire()).isTrue());
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> RateLimiter.of(0, TENTH)).hasMessageContaining("at least 1 permit");
        assertThatThrownBy(() -> RateLimiter.of(2, Duration.ofNanos(1))).hasMessageContaining("a nanosecond for each");
        assertThatThrownBy(() -> limiter.acquire(11)).hasMessageContaining("withBurst");
        assertThatThrownBy(() -> limiter.withBurst(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimiter.of(1, Duration.ofDays(9000)).withBurst(3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatNullPointerException()
                .isThrownBy(() -> RateLimiter.of(1, null))
                .withMessage("span");
    }
}
