package dev.selvage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.internal.jdk.TaskScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpawnerTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    @Test
    void should_start_what_was_asked_for_before_and_after_it_began_when_stopped() {
        // given
        Spawner spawner = new Spawner(null);
        Asked early = new Asked();
        Asked late = new Asked();
        spawner.start(early);
        assertThat(spawner.hasBegun()).isFalse();

        // when
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(spawner);
            try {
                Eventually.holds(() -> early.ran.get() == 1);
                spawner.start(late);
            } finally {
                spawner.stop();
            }
        }

        // then
        assertThat(spawner.hasBegun()).isTrue();
        early.assertRan();
        late.assertRan();
    }

    @Test
    void should_start_each_exactly_once_and_see_the_bindings_when_many_threads_ask() throws Exception {
        // given
        Spawner spawner = new Spawner(null);
        List<Asked> asked = new ArrayList<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            asked.add(new Asked());
        }

        // when
        ScopedValue.where(USER, "ada").call(() -> {
            try (TaskScope scope = TaskScope.open(null, null)) {
                scope.fork(spawner);
                for (int i = 0; i < 8; i++) {
                    List<Asked> share = asked.subList(i * 500, (i + 1) * 500);
                    askers.add(Thread.ofVirtual().start(() -> share.forEach(spawner::start)));
                }
                for (Thread asker : askers) {
                    asker.join();
                }
                spawner.stop();
            }
            return null;
        });

        // then
        assertThat(asked).allSatisfy(Asked::assertRan).allMatch(it -> "ada".equals(it.user));
    }

    @Test
    void should_miss_nothing_when_stopped_at_once() {
        for (int round = 0; round < 2_000; round++) {
            // given
            Spawner spawner = new Spawner(null);
            Asked asked = new Asked();

            // when
            try (TaskScope scope = TaskScope.open(null, null)) {
                scope.fork(spawner);
                Thread.ofVirtual().start(() -> {
                    spawner.start(asked);
                    spawner.stop();
                });
            }

            // then
            asked.assertRan();
        }
    }

    @Test
    void should_let_one_start_the_next_when_each_asks_for_another() {
        // given
        Spawner spawner = new Spawner(null);
        AtomicInteger links = new AtomicInteger();
        class Chain extends Asked {
            @Override
            void work() {
                if (links.incrementAndGet() < 1_000) {
                    spawner.start(new Chain());
                } else {
                    spawner.stop();
                }
            }
        }

        // when
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(spawner);
            spawner.start(new Chain());
        }

        // then
        assertThat(links).hasValue(1_000);
    }

    @Test
    void should_end_only_after_what_it_started_when_stopped() throws Exception {
        // given
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch release = new CountDownLatch(1);
        Spawner spawner = new Spawner(null);
        Asked asked = new Asked() {
            @Override
            void work() throws InterruptedException {
                release.await();
            }
        };
        try (TaskScope scope = TaskScope.open(null, remembering(thread))) {
            scope.fork(spawner);

            // when
            spawner.start(asked);
            spawner.stop();

            // then
            try {
                Eventually.parkedIn(thread.get(), "TaskScope", "close");
                assertThat(asked.ran).hasValue(0);
            } finally {
                release.countDown();
            }
        }
        asked.assertRan();
        assertThat(thread.get().join(Duration.ofSeconds(30)))
                .isTrue(); // the JDK lets the owner go just before a thread counts as ended
    }

    @Test
    void should_tell_the_one_and_start_the_others_when_the_factory_fails() {
        // given
        AtomicInteger made = new AtomicInteger();
        ThreadFactory moody = task -> switch (made.getAndIncrement()) {
            case 0 -> null;
            case 1 -> throw new OutOfMemoryError("unable to create native thread");
            default -> Thread.ofPlatform().name("worker").unstarted(task);
        };
        Spawner spawner = new Spawner(moody);
        Asked refused = new Asked();
        Asked broken = new Asked();
        Asked good = new Asked();

        // when
        try (TaskScope scope = TaskScope.open(null, null)) {
            scope.fork(spawner);
            spawner.start(refused);
            spawner.start(broken);
            spawner.start(good);
            spawner.stop();
        }

        // then
        assertThat(refused.failure.get()).isInstanceOf(RejectedExecutionException.class);
        assertThat(broken.failure.get()).isInstanceOf(OutOfMemoryError.class);
        assertThat(refused.ran).hasValue(0);
        assertThat(broken.ran).hasValue(0);
        good.assertRan();
        assertThat(good.thread.getName()).isEqualTo("worker");
    }

    @Test
    void should_sleep_and_go_on_and_interrupt_nobody_when_its_thread_is_interrupted() {
        // given: a factory of a user's may keep the thread and interrupt it
        AtomicReference<Thread> thread = new AtomicReference<>();
        Spawner spawner = new Spawner(null);
        Asked before = new Asked();
        Asked after = new Asked();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Asked blocked = new Asked() {
            @Override
            void work() {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
            }
        };
        try (TaskScope scope = TaskScope.open(null, remembering(thread))) {
            scope.fork(spawner);
            try {
                spawner.start(blocked);
                spawner.start(before);
                Eventually.holds(() -> before.ran.get() == 1);

                // when
                thread.get().interrupt();

                // then: it does not spin
                Eventually.holds(
                        () -> !thread.get().isInterrupted() && thread.get().getState() == Thread.State.WAITING);
                spawner.start(after);
                Eventually.holds(() -> after.ran.get() == 1);
            } finally {
                release.countDown();
                spawner.stop();
            }
        }
        before.assertRan();
        after.assertRan();
        blocked.assertRan();
        assertThat(interrupted).hasValue(0);
    }

    private static ThreadFactory remembering(AtomicReference<Thread> thread) {
        return task -> {
            thread.set(Thread.ofPlatform().unstarted(task));
            return thread.get();
        };
    }

    private static class Asked implements Spawner.Start {
        final AtomicInteger ran = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        /** As that of the others: written by the task, read once the scope has closed. */
        String user;

        Thread thread;
        private boolean begun;

        @Override
        public Object call() throws Exception {
            begun = true;
            thread = Thread.currentThread();
            user = USER.orElse("nobody");
            work();
            ran.incrementAndGet();
            return null;
        }

        void work() throws Exception {}

        @Override
        public boolean hasBegun() {
            return begun;
        }

        @Override
        public void failedToStart(Throwable cause) {
            failure.set(cause);
        }

        void assertRan() {
            assertThat(failure).hasValue(null);
            assertThat(ran).hasValue(1);
        }
    }
}
