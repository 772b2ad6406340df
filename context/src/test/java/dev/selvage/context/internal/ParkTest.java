package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ParkTest {
    private final CancelNode node = (CancelNode) Context.background().withCancel();

    @ParameterizedTest
    @EnumSource
    void should_return_when_ready_although_cancelled_and_interrupted(OnThreads threads) throws Exception {
        threads.run(() -> {
            node.cancel();
            Thread.currentThread().interrupt();
            node.run(() ->
                    assertThat(Park.until(() -> true, "test", Park.FOREVER)).isTrue());
            assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_end_every_wait_at_once_when_cancelled(OnThreads threads) throws Exception {
        threads.run(() -> {
            node.cancel(new IllegalStateException("why"));
            node.run(() -> {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> Park.until(() -> false, "test", Park.FOREVER))
                            .isInstanceOfSatisfying(Interruption.class, ParkTest.this::knowsTheReason)
                            .hasCauseInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> Park.until(() -> false, "test", 0)).isInstanceOf(Interruption.class);
                }
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_wake_with_the_reason_when_cancelled_while_waiting(OnThreads threads) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = threads.start(() -> node.run(() -> {
            try {
                Park.until(() -> false, "test", Park.FOREVER);
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        }));
        await().until(() -> waiter.getState() == Thread.State.WAITING);

        // when
        node.cancel();

        // then
        assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
        assertThat(thrown.get()).isInstanceOfSatisfying(Interruption.class, this::knowsTheReason);
        assertThat(node.linked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void should_throw_a_plain_exception_when_interrupted_from_outside(OnThreads threads) throws Exception {
        threads.run(() -> node.run(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Park.until(() -> false, "test", Park.FOREVER))
                    .isExactlyInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(node.linked()).isZero();
        }));
        threads.run(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Park.until(() -> false, "outside of all", Park.FOREVER))
                    .isExactlyInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_keep_a_foreign_interrupt_when_the_wait_ends_by_cancellation(OnThreads threads) throws Exception {
        threads.run(() -> node.run(() -> {
            node.cancel();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Park.until(() -> false, "test", Park.FOREVER))
                    .isInstanceOf(Interruption.class);
            assertThat(Thread.interrupted()).isTrue();
        }));
    }

    @ParameterizedTest
    @EnumSource
    void should_return_false_when_the_time_is_up(OnThreads threads) throws Exception {
        threads.run(() -> {
            long start = System.nanoTime();
            assertThat(Park.until(() -> false, "test", 5_000_000)).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
            assertThat(Park.until(() -> false, "test", 0)).isFalse();
            assertThat(Park.until(() -> false, "test", -1)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_measure_by_the_time_of_the_context(OnThreads threads) throws Exception {
        ManualTime time = new ManualTime();
        AtomicReference<Boolean> ready = new AtomicReference<>();
        Thread waiter = threads.start(() -> time.root().run(() -> {
            try {
                ready.set(Park.until(() -> false, "test", Duration.ofHours(1).toNanos()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        await().until(() -> time.armed() == 1);
        time.advance(Duration.ofMinutes(59));
        assertThat(ready.get()).isNull();

        // when
        time.advance(Duration.ofMinutes(1));

        // then
        assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
        assertThat(ready.get()).isFalse();
        assertThat(time.armed()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void should_return_true_and_release_the_timer_when_it_becomes_ready(OnThreads threads) throws Exception {
        ManualTime time = new ManualTime();
        CancellableContext context = time.root().withCancel();
        AtomicBoolean condition = new AtomicBoolean();
        AtomicReference<Boolean> ready = new AtomicReference<>();
        AtomicReference<Object> shown = new AtomicReference<>();
        Thread waiter = threads.start(() -> context.run(() -> {
            Ambient ambient = Ambient.find();
            shown.set(ambient);
            try {
                ready.set(Park.until(condition::get, "the reason", Long.MAX_VALUE - 1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        assertThat(((Ambient) shown.get()).waitingFor()).isEqualTo("the reason");

        // when
        condition.set(true);
        LockSupport.unpark(waiter);

        // then
        assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
        assertThat(ready.get()).isTrue();
        assertThat(((Ambient) shown.get()).waitingFor()).isNull();
        assertThat(time.armed()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void should_wait_through_cancellation_and_interrupts_and_keep_the_flag(OnThreads threads) throws Exception {
        AtomicBoolean condition = new AtomicBoolean();
        AtomicBoolean flag = new AtomicBoolean();
        Thread waiter = threads.start(() -> node.run(() -> {
            Park.uninterruptibly(condition::get, "test");
            flag.set(Thread.currentThread().isInterrupted());
        }));
        await().until(() -> waiter.getState() == Thread.State.WAITING);

        // when
        node.cancel();
        waiter.interrupt();
        waiter.interrupt();
        await().until(() -> waiter.getState() == Thread.State.WAITING && !waiter.isInterrupted());
        condition.set(true);
        LockSupport.unpark(waiter);

        // then
        assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
        assertThat(flag).isTrue();
    }

    private void knowsTheReason(Interruption thrown) {
        CancelReason reason = node.reason().orElseThrow();
        assertThat(thrown.reason()).isSameAs(reason);
    }
}
