package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class BulkheadTest {
    private final Bulkhead bulkhead = Bulkhead.of(2).named("database");

    private void untilWaiting(int calls) {
        Awaitility.await().until(() -> bulkhead.waiting() == calls);
    }

    @Test
    void should_give_the_result_and_the_permit_back_when_the_work_returns_or_throws() throws Exception {
        // when, then
        assertThat(bulkhead.<Integer, RuntimeException>call(() -> bulkhead.available()))
                .isEqualTo(1);
        assertThatThrownBy(() -> bulkhead.call(2, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class);
        assertThat(bulkhead.available()).isEqualTo(2);
        assertThat(bulkhead).hasToString("database (2 of 2 free, 0 waiting)");
    }

    @Test
    void should_let_no_more_through_than_it_has_permits_when_many_call() throws Exception {
        // given
        CountDownLatch release = new CountDownLatch(1);
        List<Integer> seen = new CopyOnWriteArrayList<>();

        // when
        Scope.run(scope -> {
            for (int i = 0; i < 10; i++) {
                scope.go(() -> bulkhead.call(() -> {
                    seen.add(bulkhead.available());
                    Work.await(release);
                    return null;
                }));
            }
            untilWaiting(8);
            assertThat(seen).hasSize(2);
            release.countDown();
        });

        // then
        assertThat(seen).hasSize(10).allMatch(free -> free >= 0);
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_not_let_small_ones_overtake_when_a_big_one_waits() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        Scope.run(scope -> {
            // given
            Bulkhead.Permit held = bulkhead.acquire(1);
            scope.go(() -> bulkhead.call(2, () -> order.add("big")));
            untilWaiting(1);
            scope.go(() -> bulkhead.call(() -> order.add("small")));
            untilWaiting(2);

            // when
            boolean overtook = bulkhead.tryAcquire(1).isPresent();
            held.close();
            held.close();

            // then
            assertThat(overtook).isFalse();
        });
        assertThat(order).containsExactly("big", "small");
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_let_those_behind_through_when_a_big_one_gives_up() throws Exception {
        Scope.run(scope -> {
            // given
            try (Bulkhead.Permit held = bulkhead.acquire(1)) {
                Goroutine<?> big = scope.go(() -> bulkhead.acquire(2));
                untilWaiting(1);
                Goroutine<String> small = scope.go(() -> bulkhead.call(() -> "through"));
                untilWaiting(2);

                // when
                big.cancel();

                // then
                assertThat(small.await()).isEqualTo("through");
                assertThatThrownBy(big::await).isInstanceOf(CancelledException.class);
                assertThat(held).isNotNull();
            }
        });
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_hold_the_permit_until_the_work_ends_when_its_time_is_up() throws Exception {
        Scope.options().isolated().run(scope -> {
            // given
            CountDownLatch cancelled = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Goroutine<?> stubborn = scope.go(() -> Scope.options()
                    .withTimeout(Duration.ofMillis(1))
                    .call(inner -> bulkhead.call(2, () -> {
                        inner.context().onCancel(() -> cancelled.countDown());
                        Work.ignoringInterrupts(release);
                        return null;
                    })));
            Work.await(cancelled);

            // when
            boolean free = bulkhead.tryAcquire(1).isPresent();
            release.countDown();

            // then
            assertThat(free).isFalse();
            assertThatThrownBy(stubborn::await).hasRootCauseInstanceOf(DeadlineExceededException.class);
            assertThat(bulkhead.available()).isEqualTo(2);
        });
    }

    @Test
    void should_not_run_the_work_when_the_thread_was_interrupted_before() {
        // given
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> bulkhead.call(() -> {
                    throw new AssertionError("ran");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Bulkhead.of(0)).hasMessageContaining("at least 1 permit");
        assertThatThrownBy(() -> bulkhead.acquire(3))
                .hasMessageContaining("From 1 to 2")
                .hasMessageContaining("for ever");
        assertThatThrownBy(() -> bulkhead.tryAcquire(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatNullPointerException().isThrownBy(() -> bulkhead.call(null)).withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> bulkhead.named(null)).withMessage("name");
    }
}
