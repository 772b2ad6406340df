package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.NothingLeft;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class WorkerPoolTest {
    private final CountDownLatch release = new CountDownLatch(1);

    private String slow() throws InterruptedException {
        Work.await(release);
        return "done";
    }

    @Test
    void should_run_tasks_in_order_and_all_of_them_when_it_is_drained() throws Exception {
        // given
        List<Integer> order = new CopyOnWriteArrayList<>();

        // when
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 10);
            for (int i = 0; i < 200; i++) {
                int number = i;
                pool.submit(() -> order.add(number));
            }
            pool.drain();
            assertThat(order).hasSize(200).isSorted();
            assertThatThrownBy(() -> pool.submit(this::slow)).hasMessageContaining("stopped");
            assertThatThrownBy(() -> pool.trySubmit(this::slow)).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void should_use_all_workers_and_no_more_when_there_is_work() throws Exception {
        // given
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // when
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 3, 5);
            for (int i = 0; i < 30; i++) {
                pool.submit(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.await();
                    running.decrementAndGet();
                });
            }
            pool.drain();
        });

        // then
        assertThat(most).hasValue(3);
    }

    @Test
    void should_hold_the_submitter_back_when_the_queue_is_full() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Goroutine<String> first = pool.submit(this::slow);
            Goroutine<String> second = pool.submit(this::slow);

            // when
            Goroutine<Goroutine<String>> submitter = scope.go(() -> pool.submit(() -> "third"));
            Goroutine<Goroutine<String>> givesUp = scope.go(() -> pool.submit(() -> "never"));
            Work.untilBlocked(submitter);
            Work.untilBlocked(givesUp);

            // then
            assertThat(pool.trySubmit(() -> "fourth")).isEmpty();
            assertThat(pool).hasToString("pool of 1 workers (2 tasks)");
            givesUp.cancel();
            assertThatThrownBy(givesUp::await).isInstanceOf(CancelledException.class);
            release.countDown();
            assertThat(submitter.await().await()).isEqualTo("third");
            assertThat(List.of(first.await(), second.await())).containsOnly("done");
            pool.drain();
        });
    }

    @Test
    void should_free_the_place_when_a_task_is_cancelled_in_the_queue() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            pool.submit(this::slow);
            Goroutine<String> queued = pool.submit(() -> "never");

            // when
            queued.cancel();

            // then
            Goroutine<String> next = pool.submit(() -> "next");
            release.countDown();
            assertThat(next.await()).isEqualTo("next");
            assertThatThrownBy(queued::await).isInstanceOf(CancelledException.class);
            pool.drain();
        });
    }

    @Test
    void should_refuse_instead_of_waiting_when_a_task_submits_to_a_full_queue() throws Exception {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 0);
            Goroutine<?> task = pool.submit(() -> pool.submit(() -> "inner"));
            assertThatThrownBy(task::await)
                    .hasRootCauseMessage("The queue is full, and a task of the pool may not wait for"
                            + " a place in it: all tasks could wait so, for ever. Use trySubmit, or a longer queue");
            pool.drain();
        });
    }

    @Test
    void should_cancel_nobody_and_tell_at_the_end_when_a_task_fails_unseen() {
        // given
        IOException failure = new IOException("unseen");
        List<String> results = new ArrayList<>();

        // when, then
        assertThatThrownBy(() -> Scope.run(scope -> {
                    WorkerPool pool = WorkerPool.start(scope, 2, 2);
                    Goroutine<?> failed = pool.submit(() -> {
                        throw failure;
                    });
                    Work.await(Work.ended(failed));
                    results.add(pool.submit(() -> "another").await());
                    pool.drain();
                }))
                .hasCause(failure);
        assertThat(results).containsExactly("another");
    }

    @Test
    void should_cancel_what_is_left_when_the_grace_is_over() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Goroutine<?> running = pool.submit(() -> Work.hang());
            Goroutine<String> queued = pool.submit(() -> "never");
            Work.untilBlocked(running);

            // when
            boolean byThemselves = pool.shutdown(Duration.ofMillis(1));

            // then
            assertThat(byThemselves).isFalse();
            assertThat(running.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(queued.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
        });
    }

    @Test
    void should_say_that_all_ended_when_the_grace_was_enough() throws Exception {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            Goroutine<String> task = pool.submit(() -> "done");
            assertThat(pool.shutdown(Duration.ofMinutes(1))).isTrue();
            assertThat(task.await()).isEqualTo("done");
        });
    }

    @Test
    void should_end_with_its_scope_when_nobody_stops_it() throws Exception {
        // given
        List<Goroutine<?>> tasks = new ArrayList<>();

        // when
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            tasks.add(pool.submit(() -> Work.hang()));
            tasks.add(pool.submit(() -> Work.hang()));
        });

        // then
        assertThat(tasks)
                .allSatisfy(task -> assertThat(task.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class));
    }

    @Test
    void should_not_wait_for_ever_when_the_scope_was_cancelled_before_it_started() {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.cancel("stop");
                    WorkerPool pool = WorkerPool.start(scope, 1, 1);
                    pool.submit(this::slow);
                }))
                .isInstanceOfAny(CancelledException.class, IllegalStateException.class);
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() throws Exception {
        Scope.run(scope -> {
            assertThatThrownBy(() -> WorkerPool.start(scope, 0, 1)).hasMessageContaining("at least 1 worker");
            assertThatNullPointerException()
                    .isThrownBy(() -> WorkerPool.start(null, 1, 1))
                    .withMessage("scope");
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            assertThatNullPointerException()
                    .isThrownBy(() -> pool.trySubmit(null))
                    .withMessage("task");
            assertThatNullPointerException()
                    .isThrownBy(() -> pool.shutdown(null))
                    .withMessage("grace");
            pool.drain();
        });
    }

    @Test
    void should_end_as_cancelled_when_the_scope_is_cancelled_while_many_submit() throws Exception {
        for (int round = 0; round < 50; round++) {
            CountDownLatch submitting = new CountDownLatch(4);
            List<Goroutine<?>> submitters = new ArrayList<>();
            Scope.run(scope -> {
                WorkerPool pool = WorkerPool.start(scope, 2, 2);
                for (int i = 0; i < 4; i++) {
                    submitters.add(scope.go(() -> {
                        submitting.countDown();
                        while (true) {
                            pool.submit(() -> {});
                        }
                    }));
                }
                Work.await(submitting);
                scope.cancel("enough");
            });
            assertThat(submitters)
                    .allSatisfy(
                            submitter -> assertThatThrownBy(submitter::await).isInstanceOf(CancelledException.class));
        }
    }

    @Test
    void should_refuse_instead_of_waiting_when_a_task_submits_from_a_scope_inside() throws Exception {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 0);
            Goroutine<String> task = pool.submit(() -> Scope.call(inner -> {
                pool.submit(this::slow);
                return "waited";
            }));
            assertThatThrownBy(task::await).hasStackTraceContaining("may not wait for a place");
            pool.drain();
        });
    }

    @Test
    void should_take_any_length_of_queue() throws Exception {
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 8, Integer.MAX_VALUE);
            assertThat(pool.submit(() -> 1).await()).isEqualTo(1);
            pool.drain();
        });
    }

    @Test
    void should_find_the_class_loader_as_it_was_when_a_task_before_has_changed_it() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            pool.submit(() -> Thread.currentThread().setContextClassLoader(null))
                    .await();
            assertThat(pool.submit(() -> Thread.currentThread().getContextClassLoader())
                            .await())
                    .isSameAs(before);
            pool.drain();
        });
    }
}
