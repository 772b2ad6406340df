package dev.selvage.internal.jdk;

import static dev.selvage.internal.jdk.TaskScopeTest.awaitParked;
import static dev.selvage.internal.jdk.TaskScopeTest.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskScopeInterruptTest {
    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void should_wait_for_all_and_interrupt_nobody_when_join_is_called_again_after_an_interrupt() throws Exception {
        // given
        Thread owner = Thread.currentThread();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean taskInterrupted = new AtomicBoolean();
        AtomicInteger finished = new AtomicInteger();
        try (TaskScope scope = TaskScope.open(null, null)) {
            for (int i = 0; i < 10; i++) {
                scope.fork(() -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        taskInterrupted.set(true);
                    }
                    return finished.incrementAndGet();
                });
            }

            // when: the flag is up already, and again, and while the owner waits
            for (int i = 0; i < 2; i++) {
                owner.interrupt();
                assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
                assertThat(owner.isInterrupted()).isFalse();
            }
            Thread interrupter = Thread.ofPlatform().start(() -> {
                awaitParked(owner);
                owner.interrupt();
            });
            assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
            interrupter.join();
            Thread releaser = Thread.ofPlatform().start(() -> {
                awaitParked(owner);
                release.countDown();
            });
            scope.join();

            // then
            assertThat(finished).hasValue(10);
            assertThat(taskInterrupted).isFalse();
            releaser.join();
        }
    }

    @Test
    void should_not_miss_the_last_task_when_it_ends_as_the_second_join_begins() throws Exception {
        AtomicInteger finished = new AtomicInteger();
        for (int round = 0; round < 2_000; round++) {
            // given
            CountDownLatch release = new CountDownLatch(1);
            try (TaskScope scope = TaskScope.open(null, null)) {
                for (int i = 0; i < 3; i++) {
                    scope.fork(() -> {
                        release.await();
                        return finished.incrementAndGet();
                    });
                }
                Thread.currentThread().interrupt();
                assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);

                // when
                release.countDown();
                scope.join();

                // then
                assertThat(finished).hasValue(3 * (round + 1));
            }
        }
    }

    @Test
    void should_throw_when_interrupted_while_waiting_for_the_first_time() throws Exception {
        // given
        Thread owner = Thread.currentThread();
        CountDownLatch release = new CountDownLatch(1);
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(() -> {
                release.await();
                return null;
            });
            Thread interrupter = Thread.ofPlatform().start(() -> {
                awaitParked(owner);
                owner.interrupt();
            });

            // when, then
            assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
            assertThat(owner.isInterrupted()).isFalse();
            interrupter.join();
            release.countDown();
        }
        assertThat(owner.isInterrupted()).isFalse();
    }

    @Test
    void should_wait_interrupt_nobody_and_keep_the_flag_when_interrupted_in_close() throws Exception {
        // given
        Thread owner = Thread.currentThread();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean taskInterrupted = new AtomicBoolean();
        AtomicBoolean finished = new AtomicBoolean();
        TaskScope scope = TaskScope.open(null, null);
        scope.fork(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                taskInterrupted.set(true);
            }
            finished.set(true);
            return null;
        });
        Thread interrupter = Thread.ofPlatform().start(() -> {
            awaitParked(owner);
            owner.interrupt();
            // the first interrupt has been taken when the owner, its flag down, waits again
            awaitUntil(() -> !owner.isInterrupted() && owner.getState() == Thread.State.WAITING);
            owner.interrupt();
            release.countDown();
        });

        // when
        scope.close();

        // then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(finished).isTrue();
        assertThat(taskInterrupted).isFalse();
        interrupter.join();
    }

    @Test
    void should_keep_the_flag_when_closed_with_it_after_an_interrupted_join() {
        // given
        TaskScope scope = TaskScope.open(null, null);
        CountDownLatch release = new CountDownLatch(1);
        scope.fork(() -> {
            release.await();
            return null;
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);

        // when
        Thread.currentThread().interrupt();
        release.countDown();
        scope.close();

        // then
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void should_leave_the_flag_alone_when_nothing_runs() throws Exception {
        // given
        TaskScope scope = TaskScope.open(null, null);
        Thread.currentThread().interrupt();

        // when
        scope.join();
        scope.close();

        // then
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void should_refuse_a_fork_when_join_was_interrupted() {
        // given
        CountDownLatch release = new CountDownLatch(1);
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(() -> {
                release.await();
                return null;
            });
            Thread.currentThread().interrupt();
            assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);

            // when, then
            assertThatThrownBy(() -> scope.fork(() -> null)).isInstanceOf(IllegalStateException.class);
            release.countDown();
        }
    }
}
