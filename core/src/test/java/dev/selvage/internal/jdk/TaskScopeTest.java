package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.selvage.internal.Eventually;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskScopeTest {
    private static final TestTask NOTHING = TestTask.of(() -> null);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_have_run_every_task_and_ended_every_thread_when_close_returns(boolean counted) {
        // given
        int[] written = new int[1_000]; // plain: what tasks write is seen after close
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        TaskScope scope = TestTask.open(counted);

        // when
        for (int i = 0; i < written.length; i++) {
            int index = i;
            scope.fork(TestTask.of(scope, counted, () -> {
                threads.add(Thread.currentThread());
                return written[index]++;
            }));
        }
        scope.close();

        // then
        assertThat(written).containsOnly(1);
        assertThat(threads).hasSize(1_000).allMatch(Thread::isVirtual).noneMatch(Thread::isAlive);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_be_of_no_effect_when_nothing_was_forked_or_closed_again(boolean counted) {
        assertThatCode(() -> {
                    TaskScope scope = TestTask.open(counted);
                    scope.close();
                    scope.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void should_make_threads_by_the_factory_when_one_is_given() {
        // given
        Set<String> names = ConcurrentHashMap.newKeySet();
        Callable<?> work = () -> names.add(Thread.currentThread().getName() + " virtual="
                + Thread.currentThread().isVirtual());

        // when
        for (ThreadFactory factory : new ThreadFactory[] {
            Thread.ofPlatform().name("platform-", 1).factory(),
            Thread.ofVirtual().name("virtual-", 1).factory()
        }) {
            try (TaskScope scope = TaskScope.open(null, factory)) {
                scope.fork(TestTask.of(work));
                scope.fork(TestTask.of(work));
            }
        }

        // then
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "platform-1 virtual=false",
                        "platform-2 virtual=false",
                        "virtual-1 virtual=true",
                        "virtual-2 virtual=true");
    }

    @Test
    void should_show_the_name_in_a_thread_dump_when_one_is_given(@TempDir Path folder) throws Exception {
        // given
        Path dump = folder.resolve("threads.json");
        TestTask.Stubborn work = new TestTask.Stubborn();
        try (TaskScope scope = TaskScope.open("checkout of order 17", null)) {
            scope.fork(TestTask.of(work));

            // when
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            } finally {
                work.release().countDown();
            }
        }

        // then
        assertThat(Files.readString(dump)).contains("checkout of order 17");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_wait_without_interrupting_when_closed_while_tasks_run(boolean counted) {
        // given
        Thread owner = Thread.currentThread();
        TestTask.Stubborn work = new TestTask.Stubborn();
        TaskScope scope = TestTask.open(counted);
        scope.fork(TestTask.of(scope, counted, work));
        scope.fork(TestTask.of(scope, counted, () -> {
            Eventually.parkedIn(owner, "StructuredTaskScope", "join");
            work.release().countDown();
            return null;
        }));

        // when
        scope.close();

        // then
        assertThat(work.finished()).hasValue(1);
        assertThat(work.interrupts()).hasValue(0);
    }

    @Test
    void should_raise_but_be_closed_and_keep_the_flag_when_a_task_broke_the_rule_and_threw() {
        // given: a scope around, to see that the one inside is really gone
        TestTask.Stubborn other = new TestTask.Stubborn();
        CountDownLatch never = new CountDownLatch(1);
        AssertionError broken = new AssertionError("not caught by the task");
        try (TaskScope outer = TaskScope.open(null, null)) {
            TaskScope scope = TaskScope.open(null, null);
            scope.fork(TestTask.of(other));
            scope.fork(TestTask.of(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    other.release().countDown();
                }
                return null;
            }));
            scope.fork(TestTask.of(() -> {
                throw broken;
            }));
            Thread.currentThread().interrupt();

            // when, then
            assertThatThrownBy(scope::close).hasRootCause(broken);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(other.finished()).hasValue(1);
            assertThatCode(scope::close).doesNotThrowAnyException();
            assertThatThrownBy(() -> scope.fork(NOTHING)).isInstanceOf(IllegalStateException.class);
            AtomicBoolean ran = new AtomicBoolean();
            outer.fork(TestTask.of(() -> ran.compareAndSet(false, true)));
            assertThatCode(outer::close).doesNotThrowAnyException();
            assertThat(ran).isTrue();
        }
    }

    @Test
    void should_fork_again_when_a_fork_has_failed() throws Exception {
        // given: a factory that gives null, then throws, then a thread that was started already, then a good one
        AtomicInteger calls = new AtomicInteger();
        Thread ended = Thread.ofPlatform().start(() -> {});
        ended.join();
        ThreadFactory moody = task -> switch (calls.getAndIncrement()) {
            case 0 -> null;
            case 1 -> throw new UnsupportedOperationException("no threads today");
            case 2 -> ended;
            default -> Thread.ofVirtual().unstarted(task);
        };
        TaskScope scope = TaskScope.openCounted(null, moody);

        // when, then
        assertThatThrownBy(() -> scope.fork(NOTHING)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> scope.fork(NOTHING))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no threads today");
        assertThatThrownBy(() -> scope.fork(NOTHING)).isInstanceOf(IllegalThreadStateException.class);
        TestTask.Stubborn work = new TestTask.Stubborn();
        scope.fork(TestTask.counted(scope, work));
        Thread owner = Thread.currentThread();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            Eventually.parkedIn(owner, "StructuredTaskScope", "join");
            owner.interrupt();
            Eventually.parkedIn(owner, "EndedTasks", "await");
            work.release().countDown();
        });
        scope.close(); // waits for as many as came to something, and no more
        assertThat(Thread.interrupted()).isTrue();
        assertThat(work.finished()).hasValue(1);
        interrupter.join();
    }

    @Test
    void should_refuse_no_task_when_it_has_ended_before_fork_returns() {
        // given
        AtomicInteger ran = new AtomicInteger();
        TestTask[] tasks = new TestTask[20_000];

        // when: the owner sees many of the threads ended, and must then see that the task has begun
        try (TaskScope scope = TaskScope.open(null, null)) {
            for (int i = 0; i < tasks.length; i++) {
                tasks[i] = TestTask.of(ran::incrementAndGet);
                scope.fork(tasks[i]);
            }
        }

        // then
        assertThat(ran).hasValue(tasks.length);
        assertThat(tasks).allMatch(TestTask::hasBegun);
    }

    @Test
    void should_refuse_or_wait_no_longer_than_the_thread_lives_when_a_factory_drops_the_task() {
        // given
        ThreadFactory broken = task -> Thread.ofVirtual().unstarted(() -> {});
        AtomicBoolean ran = new AtomicBoolean();
        int refused = 0;
        int accepted = 0;

        // when
        try (TaskScope scope = TaskScope.open(null, broken)) {
            for (int i = 0; i < 1_000; i++) {
                try {
                    scope.fork(TestTask.of(() -> ran.compareAndSet(false, true)));
                    accepted++;
                } catch (RejectedExecutionException e) {
                    refused++;
                }
            }
        }

        // then: which of the two depends on how soon the thread has ended
        assertThat(refused + accepted).isEqualTo(1_000);
        assertThat(ran).isFalse();
    }

    @Test
    void should_name_the_argument_when_the_task_is_null() {
        try (TaskScope scope = TaskScope.open(null, null)) {
            assertThatThrownBy(() -> scope.fork(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("task");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_refuse_a_fork_when_closed(boolean counted) {
        // given
        TaskScope scope = TestTask.open(counted);
        scope.fork(TestTask.of(scope, counted, () -> null));

        // when
        scope.close();

        // then
        assertThatThrownBy(() -> scope.fork(NOTHING)).isInstanceOf(IllegalStateException.class);
    }
}
