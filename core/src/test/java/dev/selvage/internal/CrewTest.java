package dev.selvage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.Ambient;
import dev.selvage.internal.jdk.TaskScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrewTest {
    @Test
    void should_run_each_once_on_few_threads_when_many_threads_add() throws Exception {
        // given
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            asked.add(new Asked());
        }

        // when
        inCrew(null, 3, crew -> {
            List<Thread> adders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<Asked> share = asked.subList(i * 500, (i + 1) * 500);
                adders.add(Thread.ofVirtual().start(() -> share.forEach(crew::add)));
            }
            for (Thread adder : adders) {
                adder.join();
            }
            Eventually.holds(() -> asked.stream().allMatch(Asked::isOver));
        });

        // then
        assertThat(asked).allMatch(one -> one.ran.get() == 1);
        Set<Thread> threads = asked.stream().map(one -> one.thread).collect(Collectors.toSet());
        assertThat(threads).hasSizeBetween(1, 3);
    }

    @Test
    void should_run_or_let_go_never_both_when_somebody_leaves_as_a_worker_comes() throws Exception {
        // given
        List<Asked> asked = new ArrayList<>();
        AtomicInteger left = new AtomicInteger();

        // when
        inCrew(null, 2, crew -> {
            for (int i = 0; i < 4_000; i++) {
                Asked one = new Asked();
                asked.add(one);
                crew.add(one);
                if (crew.leave(one)) {
                    left.incrementAndGet();
                    one.over.countDown();
                }
            }
            Eventually.holds(() -> asked.stream().allMatch(Asked::isOver));
        });

        // then
        assertThat(asked.stream().mapToInt(one -> one.ran.get()).sum()).isEqualTo(4_000 - left.get());
        assertThat(asked).allMatch(one -> one.ran.get() <= 1);
    }

    @Test
    void should_go_on_when_one_throws() throws Exception {
        // given
        Asked broken = new Asked() {
            @Override
            public Object call() {
                super.call();
                throw new IllegalStateException("broken");
            }
        };
        Asked next = new Asked();

        // when
        inCrew(null, 1, crew -> {
            crew.add(broken);
            crew.add(next);
            Eventually.holds(next::isOver);
        });

        // then
        assertThat(next.thread).isSameAs(broken.thread);
    }

    @Test
    void should_come_for_work_when_interrupted_without_any() throws Exception {
        inCrew(null, 1, crew -> {
            // given
            Asked first = new Asked();
            crew.add(first);
            Eventually.parkedIn(first.awaitThread(), "LinkedBlockingQueue", "take");

            // when
            first.awaitThread().interrupt();

            // then
            Asked second = new Asked();
            crew.add(second);
            Eventually.holds(second::isOver);
            assertThat(second.interrupted).isFalse();
        });
    }

    @Test
    void should_tell_all_who_wait_and_try_again_when_no_thread_is_made() throws Exception {
        // given: the first thread is the spawner's own
        AtomicInteger made = new AtomicInteger();
        ThreadFactory moody = task -> {
            if (made.getAndIncrement() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return Thread.ofVirtual().unstarted(task);
        };
        Asked refused = new Asked();
        Asked good = new Asked();

        // when
        inCrew(moody, 1, crew -> {
            crew.add(refused);
            Eventually.holds(refused::isOver);
            crew.add(good);
            Eventually.holds(good::isOver);
        });

        // then
        assertThat(refused.failure.get()).isInstanceOf(OutOfMemoryError.class);
        assertThat(refused.ran).hasValue(0);
        assertThat(good.ran).hasValue(1);
    }

    private interface Use {
        void of(Crew crew) throws Exception;
    }

    private static void inCrew(ThreadFactory factory, int most, Use use) throws Exception {
        Spawner spawner = new Spawner(factory);
        Crew crew = new Crew(spawner, most);
        try (TaskScope scope = TaskScope.open(null, factory)) {
            scope.fork(spawner);
            try {
                use.of(crew);
            } finally {
                crew.stop();
                spawner.stop();
            }
        }
    }

    /** Something to run. */
    private static class Asked extends Ambient implements Spawner.Start {
        final AtomicInteger ran = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final CountDownLatch over = new CountDownLatch(1);
        volatile boolean interrupted;
        volatile Thread thread;

        boolean isOver() {
            return over.getCount() == 0;
        }

        Thread awaitThread() {
            Eventually.holds(() -> thread != null);
            return thread;
        }

        @Override
        public Object call() {
            interrupted = Thread.currentThread().isInterrupted();
            thread = Thread.currentThread();
            ran.incrementAndGet();
            over.countDown();
            return null;
        }

        @Override
        public boolean hasBegun() {
            return thread != null;
        }

        @Override
        public void failedToStart(Throwable cause) {
            failure.set(cause);
            over.countDown();
        }

        @Override
        public AbstractContext context() {
            return AbstractContext.background();
        }

        @Override
        protected boolean wakesByInterrupt() {
            return true;
        }
    }
}
