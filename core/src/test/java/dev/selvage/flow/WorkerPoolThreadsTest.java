package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.GoroutineFailedException;
import dev.selvage.GoroutineSnapshot.GoroutineInfo;
import dev.selvage.GoroutineSnapshot.ScopeInfo;
import dev.selvage.Goroutines;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of a pool share its threads, and nothing else: each is a goroutine of its own. */
@ExtendWith(NothingLeft.class)
class WorkerPoolThreadsTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final CountDownLatch release = new CountDownLatch(1);

    private String slow() throws InterruptedException {
        Work.await(release);
        return "done";
    }

    @Test
    void should_run_on_no_more_threads_than_workers_when_there_are_more_tasks() throws Exception {
        // given
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        // when
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 3, 10);
            for (int i = 0; i < 300; i++) {
                pool.submit(() -> threads.add(Thread.currentThread()));
            }
            pool.drain();
        });

        // then
        assertThat(threads).hasSizeBetween(1, 3);
    }

    @Test
    void should_leave_nothing_to_the_next_when_a_task_leaves_flag_and_name_changed() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Thread worker = pool.submit(() -> {
                        Thread.currentThread().interrupt();
                        Thread.currentThread().setName("mine");
                        return Thread.currentThread();
                    })
                    .await();

            // when
            Goroutine<?> next = pool.submit(() -> {
                assertThat(Thread.currentThread()).isSameAs(worker);
                assertThat(worker.isInterrupted()).isFalse();
                assertThat(worker.getName()).isNotEqualTo("mine");
                Work.await(release);
            });

            // then: it can block, and nobody is its own ambient any more
            Work.untilBlocked(next);
            release.countDown();
            next.await();
            pool.drain();
        });
    }

    @Test
    void should_run_each_in_the_context_of_its_submitter_when_one_worker_runs_all() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 5);
            Context mine = scope.context().with(KEY, "mine");
            CancellableContext other = Context.background().withCancel();

            // when
            Goroutine<String> first =
                    mine.call(() -> pool.submit(() -> Context.current().get(KEY)));
            Goroutine<String> second = pool.submit(() -> Context.current().get(KEY));
            Goroutine<?> third = other.call(() -> pool.submit(() -> Work.hang()));

            // then
            assertThat(first.await()).isEqualTo("mine");
            assertThat(second.await()).isNull();
            Work.untilBlocked(third);
            other.cancel();
            assertThatThrownBy(third::await).isInstanceOf(CancelledException.class);
            assertThat(pool.submit(() -> "goes on").await()).isEqualTo("goes on");
            pool.drain();
        });
    }

    @Test
    void should_run_at_most_once_and_meet_nobody_else_when_a_task_is_cancelled_at_any_moment() throws Exception {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 2, 4);
            AtomicInteger strangersInterrupted = new AtomicInteger();
            for (int i = 0; i < 3_000; i++) {
                // given
                AtomicInteger runs = new AtomicInteger();
                Goroutine<Integer> target = pool.submit(runs::incrementAndGet);

                // when: before it begins, while it runs, as it ends, or after
                int moment = i % 50;
                Goroutine<?> canceller = scope.go(() -> {
                    for (int spin = 0; spin < moment * 20; spin++) {
                        Thread.onSpinWait();
                    }
                    target.cancel();
                });
                Goroutine<Boolean> stranger =
                        pool.submit(() -> Thread.currentThread().isInterrupted());

                // then
                canceller.await();
                if (stranger.await()) {
                    strangersInterrupted.incrementAndGet();
                }
                Work.await(Work.ended(target));
                if (target.outcome().orElseThrow() instanceof Outcome.Success) {
                    assertThat(runs).hasValue(1);
                } else {
                    assertThatThrownBy(target::await).isInstanceOf(CancelledException.class);
                    assertThat(runs.get()).isLessThanOrEqualTo(1);
                }
            }
            assertThat(strangersInterrupted).hasValue(0);
            pool.drain();
            assertThat(pool).hasToString("pool of 2 workers (0 tasks)");
        });
    }

    @Test
    void should_never_run_when_cancelled_in_the_queue() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 20);
            AtomicInteger ran = new AtomicInteger();
            pool.submit(this::slow);
            List<Goroutine<?>> queued = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                queued.add(pool.submit(ran::incrementAndGet));
            }

            // when: every other one
            for (int i = 0; i < 20; i += 2) {
                queued.get(i).cancel();
                assertThat(queued.get(i).state()).isEqualTo(Goroutine.State.DEAD);
            }
            assertThat(pool).hasToString("pool of 1 workers (11 tasks)");
            release.countDown();
            pool.drain();

            // then
            assertThat(ran).hasValue(10);
        });
    }

    @Test
    void should_end_in_the_queue_when_the_deadline_of_its_submitter_passes_and_no_worker_is_free() throws Exception {
        ManualTime time = new ManualTime();
        Context root = time.root();
        Scope.options().withContext(root).run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Goroutine<String> busy = pool.submit(this::slow);
            CancellableContext soon = scope.context().withTimeout(Duration.ofSeconds(1));
            Goroutine<String> queued = soon.call(() -> pool.submit(() -> "never"));

            // when
            time.advance(Duration.ofSeconds(2));

            // then
            Work.await(Work.ended(queued));
            assertThatThrownBy(queued::await).isInstanceOf(DeadlineExceededException.class);
            assertThat(busy.state()).isNotEqualTo(Goroutine.State.DEAD);
            release.countDown();
            pool.drain();
        });
    }

    @Test
    void should_have_run_or_ended_all_that_it_took_when_it_is_shut_down_while_others_submit() throws Exception {
        for (int round = 0; round < 100; round++) {
            boolean gently = round % 2 == 0;
            AtomicInteger ran = new AtomicInteger();
            Scope.run(scope -> {
                // given
                WorkerPool pool = WorkerPool.start(scope, 2, 3);
                List<Goroutine<List<Goroutine<Integer>>>> submitters = new ArrayList<>();
                CountDownLatch begun = new CountDownLatch(3);
                for (int i = 0; i < 3; i++) {
                    submitters.add(scope.go(() -> submitUntilStopped(pool, ran, begun)));
                }
                Work.await(begun);

                // when
                if (gently) {
                    pool.drain();
                } else {
                    pool.shutdown(Duration.ZERO);
                }

                // then
                int successes = 0;
                for (Goroutine<List<Goroutine<Integer>>> submitter : submitters) {
                    for (Goroutine<Integer> task : submitter.await()) {
                        Outcome<Integer> outcome = task.outcome().orElseThrow();
                        assertThat(outcome instanceof Outcome.Success || !gently)
                                .isTrue();
                        successes += outcome instanceof Outcome.Success ? 1 : 0;
                    }
                }
                assertThat(ran).hasValue(successes);
            });
        }
    }

    private static List<Goroutine<Integer>> submitUntilStopped(WorkerPool pool, AtomicInteger ran, CountDownLatch begun)
            throws InterruptedException {
        List<Goroutine<Integer>> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(pool.submit(ran::incrementAndGet));
                begun.countDown();
            } catch (IllegalStateException stopped) {
                return taken;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, StackOverflowError.class, IOException.class})
    void should_go_on_with_the_same_worker_when_a_task_throws(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getDeclaredConstructor().newInstance();
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Thread worker = pool.submit(Thread::currentThread).await();

            // when
            Goroutine<?> failed = pool.submit(() -> {
                switch (thrown) {
                    case Error error -> throw error;
                    case IOException failure -> throw failure;
                    default -> throw new IllegalArgumentException(thrown);
                }
            });

            // then
            assertThatThrownBy(failed::await)
                    .isInstanceOf(GoroutineFailedException.class)
                    .cause()
                    .isSameAs(thrown);
            assertThat(pool.submit(Thread::currentThread).await()).isSameAs(worker);
            pool.drain();
        });
    }

    @Test
    void should_leave_as_itself_when_a_task_throws_that_the_jvm_is_in_trouble() {
        OutOfMemoryError trouble = new OutOfMemoryError("as if");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    WorkerPool pool = WorkerPool.start(scope, 1, 1);
                    pool.submit(() -> {
                        throw trouble;
                    });
                    pool.drain();
                }))
                .satisfies(thrown -> assertThat(thrown == trouble || thrown.getCause() == trouble)
                        .isTrue());
    }

    @Test
    void should_start_beside_the_workers_and_be_waited_for_when_a_task_starts_a_goroutine() throws Exception {
        // given
        AtomicBoolean ended = new AtomicBoolean();

        // when
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 0);
            Goroutine<String> task = pool.submit(() -> {
                Scope.current().go(() -> {
                    Work.await(release);
                    ended.set(true);
                });
                return Scope.current().go(() -> "helped").await();
            });
            assertThat(task.await()).isEqualTo("helped");
            release.countDown();
            pool.drain();
        });

        // then
        assertThat(ended).isTrue();
    }

    @Test
    void should_show_what_runs_and_what_waits_when_dumped() throws Exception {
        Scope.options().named("server").run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Goroutine<String> running = pool.submit(this::slow);
            Goroutine<String> queued = pool.submit(this::slow);
            Work.untilBlocked(running);

            // when
            List<String> shown = new ArrayList<>();
            collect(Goroutines.snapshot().roots(), shown);

            // then
            assertThat(queued.state()).isEqualTo(Goroutine.State.CREATED);
            assertThat(shown).containsExactly(running.path() + " BLOCKED", queued.path() + " CREATED");
            assertThat(running.path()).startsWith("server/worker-pool#").contains("/pool/goroutine#");
            release.countDown();
            pool.drain();
        });
    }

    /** The goroutines of the pool's own scope. */
    private static void collect(List<ScopeInfo> scopes, List<String> into) {
        for (ScopeInfo scope : scopes) {
            for (GoroutineInfo goroutine : scope.goroutines()) {
                if (scope.name().equals("pool")) {
                    into.add(goroutine.path() + " " + goroutine.state());
                }
                collect(goroutine.scopes(), into);
            }
        }
    }
}
