package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.internal.Eventually;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndedTasksTest {
    private final Thread owner = Thread.currentThread();

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void should_return_at_once_and_leave_the_flag_when_all_have_ended() {
        // given
        EndedTasks ended = new EndedTasks();
        ended.add();
        ended.add();
        owner.interrupt();

        // when
        ended.await(2);

        // then
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE - 1, -1})
    void should_wait_for_the_last_through_interrupts_when_some_are_missing(int before) throws Exception {
        // given: also where the count wraps around
        EndedTasks ended = new EndedTasks();
        Field count = EndedTasks.class.getDeclaredField("ended");
        count.setAccessible(true);
        count.setInt(ended, before);
        Thread other = Thread.ofPlatform().start(() -> {
            ended.add();
            Eventually.parkedIn(owner, "EndedTasks", "await");
            ended.add();
            owner.interrupt();
            Eventually.holds(() -> !owner.isInterrupted() && owner.getState() == Thread.State.WAITING);
            ended.add();
        });

        // when
        ended.await(before + 3);

        // then
        assertThat(count.getInt(ended)).isEqualTo(before + 3);
        assertThat(Thread.interrupted()).isTrue();
        other.join();
    }

    @Test
    void should_not_miss_the_last_when_it_ends_as_the_wait_begins() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            // given
            EndedTasks ended = new EndedTasks();
            CountDownLatch go = new CountDownLatch(1);
            for (int i = 0; i < 2; i++) {
                Thread.ofVirtual().start(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    ended.add();
                });
            }

            // when, then: returns
            go.countDown();
            ended.await(2);
        }
        assertThat(owner.isInterrupted()).isFalse();
    }
}
