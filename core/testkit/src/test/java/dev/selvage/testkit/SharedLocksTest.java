package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks that a body shares with threads outside, as that of a log. */
class SharedLocksTest {
    /** Two kinds of locks. */
    enum Kind {
        MONITOR {
            @Override
            Lock made() {
                Object monitor = new Object();
                return work -> {
                    synchronized (monitor) {
                        work.run();
                    }
                };
            }
        },
        REENTRANT_LOCK {
            @Override
            Lock made() {
                ReentrantLock lock = new ReentrantLock();
                return work -> {
                    lock.lock();
                    try {
                        work.run();
                    } finally {
                        lock.unlock();
                    }
                };
            }
        };

        abstract Lock made();
    }

    /** Does something while it holds a lock. */
    interface Lock {
        void hold(Runnable work);
    }

    private static void spin(Duration time) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_wait_for_who_holds_it_for_short(Kind kind) throws Exception {
        // given
        Lock lock = kind.made();
        AtomicBoolean over = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                lock.hold(() -> spin(Duration.ofNanos(300_000)));
                spin(Duration.ofNanos(100_000));
            }
        });

        // when, then
        try {
            Simulation.explore(
                    SimulationOptions.defaults().withSchedules(300),
                    sim -> Scope.run(scope -> {
                        for (int i = 0; i < 3; i++) {
                            scope.go(() -> lock.hold(() -> Simulation.point("held")));
                        }
                    }));
        } finally {
            over.set(true);
            other.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_not_keep_it_from_others_when_a_run_was_given_up_in_line_for_it(Kind kind) throws Exception {
        // given
        Lock lock = kind.made();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform()
                .start(() -> lock.hold(() -> {
                    held.countDown();
                    await(over);
                }));
        held.await();
        assertThatThrownBy(() -> VirtualTime.run(
                        VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(100)),
                        clock -> lock.hold(() -> {})))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("main 1");

        // when
        over.countDown();
        holder.join();
        Thread next = Thread.ofPlatform().daemon().start(() -> lock.hold(() -> {}));

        // then
        assertThat(next.join(Duration.ofSeconds(20))).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
