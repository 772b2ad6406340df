package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskScopeTest {
    @Test
    void should_have_run_every_task_when_join_returns() throws Exception {
        // given
        AtomicInteger ran = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        // when
        try (TaskScope scope = TaskScope.open(null, null)) {
            for (int i = 0; i < 1_000; i++) {
                scope.fork(() -> {
                    threads.add(Thread.currentThread());
                    return ran.incrementAndGet();
                });
            }
            scope.join();

            // then
            assertThat(ran).hasValue(1_000);
            assertThat(threads).hasSize(1_000).allMatch(Thread::isVirtual).noneMatch(Thread::isAlive);
        }
    }

    @Test
    void should_be_of_no_effect_when_nothing_was_forked() {
        assertThatCode(() -> {
                    TaskScope scope = TaskScope.open(null, null);
                    scope.join();
                    scope.join();
                    scope.close();
                    scope.close();
                    TaskScope.open("never joined", null).close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void should_make_threads_by_the_factory_when_one_is_given() throws Exception {
        // given
        Set<String> names = ConcurrentHashMap.newKeySet();
        Callable<?> task = () -> names.add(Thread.currentThread().getName() + " virtual="
                + Thread.currentThread().isVirtual());

        // when
        for (ThreadFactory factory : new ThreadFactory[] {
            Thread.ofPlatform().name("platform-", 1).factory(),
            Thread.ofVirtual().name("virtual-", 1).factory()
        }) {
            try (TaskScope scope = TaskScope.open(null, factory)) {
                scope.fork(task);
                scope.fork(task);
                scope.join();
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
        CountDownLatch release = new CountDownLatch(1);
        try (TaskScope scope = TaskScope.open("checkout of order 17", null)) {
            scope.fork(() -> {
                release.await();
                return null;
            });

            // when
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            release.countDown();
            scope.join();
        }

        // then
        assertThat(Files.readString(dump)).contains("checkout of order 17");
    }

    @Test
    void should_wait_without_interrupting_when_closed_without_join() {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean finished = new AtomicBoolean();
        Thread owner = Thread.currentThread();

        // when
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(() -> {
                begun.countDown();
                awaitParked(owner);
                interrupted.set(Thread.currentThread().isInterrupted());
                finished.set(true);
                return null;
            });
        }

        // then
        assertThat(begun.getCount()).isZero();
        assertThat(finished).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void should_tell_the_handler_and_leave_the_others_alone_when_a_task_throws() throws Exception {
        // given
        AtomicReference<Throwable> told = new AtomicReference<>();
        CountDownLatch thrown = new CountDownLatch(1);
        AtomicBoolean otherInterrupted = new AtomicBoolean(true);
        AtomicBoolean laterRan = new AtomicBoolean();
        ThreadFactory factory = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, e) -> {
                    told.set(e);
                    thrown.countDown();
                    throw new IllegalStateException("handlers may throw as well");
                })
                .factory();
        AssertionError failure = new AssertionError("not caught by the task");

        // when
        try (TaskScope scope = TaskScope.open(null, factory)) {
            Thread owner = Thread.currentThread();
            scope.fork(() -> {
                awaitParked(owner);
                otherInterrupted.set(Thread.currentThread().isInterrupted());
                return null;
            });
            scope.fork(() -> {
                throw failure;
            });
            thrown.await();
            scope.fork(() -> {
                laterRan.set(true);
                return null;
            });
            scope.join();
        }

        // then
        assertThat(told).hasValue(failure);
        assertThat(otherInterrupted).isFalse();
        assertThat(laterRan).isTrue();
    }

    @Test
    void should_fork_again_when_a_fork_has_failed() throws Exception {
        // given: a factory that gives null, then throws, then a thread that was started already, then a good one
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean ran = new AtomicBoolean();
        Thread ended = Thread.ofPlatform().start(() -> {});
        ended.join();
        ThreadFactory moody = task -> switch (calls.getAndIncrement()) {
            case 0 -> null;
            case 1 -> throw new UnsupportedOperationException("no threads today");
            case 2 -> ended;
            default -> Thread.ofVirtual().unstarted(task);
        };

        try (TaskScope scope = TaskScope.open(null, moody)) {
            // when, then
            assertThatThrownBy(() -> scope.fork(() -> null)).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> scope.fork(() -> null))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("no threads today");
            assertThatThrownBy(() -> scope.fork(() -> null)).isInstanceOf(IllegalThreadStateException.class);
            scope.fork(() -> {
                ran.set(true);
                return null;
            });
            scope.join();
        }
        assertThat(ran).isTrue();
    }

    @Test
    void should_not_wait_for_ever_when_a_thread_of_the_factory_ends_before_the_task() {
        // given
        CountDownLatch forked = new CountDownLatch(1);
        ThreadFactory broken = task -> Thread.ofVirtual().unstarted(() -> awaitUntil(() -> forked.getCount() == 0));

        // when, then
        assertThatCode(() -> {
                    try (TaskScope scope = TaskScope.open(null, broken)) {
                        scope.fork(() -> null);
                        forked.countDown();
                        scope.join();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void should_name_the_argument_when_the_task_is_null() {
        try (TaskScope scope = TaskScope.open(null, null)) {
            assertThatThrownBy(() -> scope.fork(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("task");
        }
    }

    @Test
    void should_refuse_a_fork_when_joined_or_closed() throws Exception {
        // given
        TaskScope scope = TaskScope.open(null, null);
        scope.fork(() -> null);
        scope.join();

        // when, then
        assertThatThrownBy(() -> scope.fork(() -> null)).isInstanceOf(IllegalStateException.class);
        scope.close();
        assertThatThrownBy(() -> scope.fork(() -> null)).isInstanceOf(IllegalStateException.class);
        assertThatCode(scope::join).doesNotThrowAnyException();
    }

    /** Returns once the thread waits; polls, because nobody can be told of a park. */
    static void awaitParked(Thread thread) {
        awaitUntil(() -> thread.getState() == Thread.State.WAITING);
    }

    static void awaitUntil(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(condition);
    }
}
