package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.internal.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskScopeInterruptTest {
    private final Thread owner = Thread.currentThread();

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void should_wait_for_all_interrupt_nobody_and_keep_the_flag_when_interrupted_in_close_and_tasks_count()
            throws Exception {
        // given
        TestTask.Stubborn work = new TestTask.Stubborn();
        TaskScope scope = TaskScope.openCounted(null, null);
        for (int i = 0; i < 10; i++) {
            scope.fork(TestTask.counted(scope, work));
        }
        Thread interrupter = Thread.ofPlatform().start(() -> {
            interruptIn("StructuredTaskScope", "join");
            interruptIn("EndedTasks", "await");
            // taken off the flag, and waiting again
            Eventually.holds(() -> !owner.isInterrupted() && owner.getState() == Thread.State.WAITING);
            owner.interrupt();
            work.release().countDown();
        });

        // when
        scope.close();

        // then
        assertThat(work.finished()).hasValue(10);
        assertThat(work.interrupts()).hasValue(0);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
    }

    @Test
    void should_neither_miss_nor_interrupt_the_last_task_when_it_ends_as_the_interrupt_comes() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            // given
            TestTask.Stubborn work = new TestTask.Stubborn();
            TaskScope scope = TaskScope.openCounted(null, null);
            for (int i = 0; i < 3; i++) {
                scope.fork(TestTask.counted(scope, work));
            }

            // when
            Thread interrupter = Thread.ofVirtual().start(owner::interrupt);
            work.release().countDown();
            scope.close();

            // then
            assertThat(work.finished()).hasValue(3);
            assertThat(work.interrupts()).hasValue(0);
            joinThrough(interrupter);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void should_pass_each_interrupt_on_to_the_threads_and_keep_the_flag_when_interrupted_in_close() throws Exception {
        // given
        TestTask.Stubborn work = new TestTask.Stubborn();
        TaskScope scope = TaskScope.open(null, null);
        scope.fork(TestTask.of(work));
        scope.fork(TestTask.of(work));
        Thread interrupter = Thread.ofPlatform().start(() -> {
            interruptIn("StructuredTaskScope", "join");
            Eventually.holds(() -> work.interrupts().get() == 2);
            // the JDK waits on through a second one
            interruptIn("StructuredTaskScope", "close");
            work.release().countDown();
        });

        // when
        scope.close();

        // then
        assertThat(work.finished()).hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
    }

    @Test
    void should_interrupt_no_work_when_closed_after_the_tasks_have_returned() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            // given: the way a scope ends that has counted its goroutines itself
            CountDownLatch done = new CountDownLatch(3);
            AtomicInteger interrupts = new AtomicInteger();
            TaskScope scope = TaskScope.open(null, null);
            for (int i = 0; i < 3; i++) {
                scope.fork(TestTask.of(() -> {
                    if (Thread.currentThread().isInterrupted()) {
                        interrupts.incrementAndGet();
                    }
                    done.countDown();
                    return null;
                }));
            }
            done.await();

            // when
            Thread interrupter = Thread.ofVirtual().start(owner::interrupt);
            scope.close();

            // then
            assertThat(interrupts).hasValue(0);
            joinThrough(interrupter);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void should_not_reach_what_a_task_has_forked_when_the_scope_around_passes_an_interrupt_on() throws Exception {
        // given: a task that has returned but for the close of its own scope
        TestTask.Stubborn work = new TestTask.Stubborn();
        AtomicInteger flagsKept = new AtomicInteger();
        TaskScope outer = TaskScope.open(null, null);
        outer.fork(TestTask.of(() -> {
            TaskScope inner = TaskScope.openCounted(null, null);
            inner.fork(TestTask.counted(inner, work));
            inner.fork(TestTask.counted(inner, work));
            inner.close();
            return Thread.interrupted() ? flagsKept.incrementAndGet() : 0;
        }));
        Thread interrupter = Thread.ofPlatform().start(() -> {
            interruptIn("StructuredTaskScope", "join");
            // only after it has passed the interrupt on does the owner wait here
            Eventually.parkedIn(owner, "StructuredTaskScope", "close");
            work.release().countDown();
        });

        // when
        outer.close();

        // then
        assertThat(work.finished()).hasValue(2);
        assertThat(work.interrupts()).hasValue(0);
        assertThat(flagsKept).hasValue(1);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_wait_interrupt_nobody_and_keep_the_flag_when_closed_with_it(boolean counted) throws Exception {
        // given
        TestTask.Stubborn work = new TestTask.Stubborn();
        TaskScope scope = TestTask.open(counted);
        scope.fork(TestTask.of(scope, counted, work));
        Thread releaser = Thread.ofPlatform().start(() -> {
            Eventually.parkedIn(owner, "StructuredTaskScope", "join");
            work.release().countDown();
        });
        owner.interrupt();

        // when
        scope.close();

        // then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(work.finished()).hasValue(1);
        assertThat(work.interrupts()).hasValue(0);
        releaser.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_leave_the_flag_alone_when_nothing_runs(boolean counted) {
        // given
        TaskScope scope = TestTask.open(counted);
        owner.interrupt();

        // when
        scope.close();

        // then
        assertThat(owner.isInterrupted()).isTrue();

        // when: closed already, and it does nothing at all
        scope.close();

        // then
        assertThat(Thread.interrupted()).isTrue();
    }

    private void interruptIn(String classPart, String method) {
        Eventually.parkedIn(owner, classPart, method);
        owner.interrupt();
    }

    /** The thread is about to interrupt the one that joins it. */
    private static void joinThrough(Thread interrupter) {
        boolean interrupted = false;
        while (interrupter.isAlive()) {
            try {
                interrupter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
