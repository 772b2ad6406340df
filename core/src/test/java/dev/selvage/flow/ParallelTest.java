package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.GoroutineFailure;
import dev.selvage.Goroutines;
import dev.selvage.NothingLeft;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.channel.Channel;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ParallelTest {
    private static final List<Integer> THOUSAND =
            IntStream.range(0, 1000).boxed().toList();

    private final AtomicInteger taken = new AtomicInteger();

    private Iterator<Integer> endless() {
        return Stream.generate(taken::incrementAndGet).iterator();
    }

    @Test
    void should_give_results_in_order_when_the_work_ends_in_any() throws Exception {
        // given
        List<Integer> doubled = THOUSAND.stream().map(i -> i * 2).toList();

        // when, then
        assertThat(Parallel.map(THOUSAND, 16, i -> i * 2)).isEqualTo(doubled);
        assertThat(Parallel.map(THOUSAND.iterator(), 1, i -> i * 2)).isEqualTo(doubled);
        assertThat(Parallel.map(THOUSAND.stream(), 5000, i -> i * 2)).isEqualTo(doubled);
        assertThat(Parallel.map(List.<Integer>of(), 3, i -> i * 2)).isEmpty();
    }

    @Test
    void should_use_all_places_and_no_more_when_there_are_many_items() throws Exception {
        // given
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger most = new AtomicInteger();
        int before = Goroutines.count();

        // when
        Parallel.forEach(IntStream.range(0, 40).boxed(), 4, i -> {
            four.await(); // ends only if four come together
            most.accumulateAndGet(Goroutines.count() - before, Math::max);
        });

        // then
        assertThat(most).hasValue(4);
    }

    @Test
    void should_take_no_more_than_the_limit_ahead_when_the_source_has_no_end() throws Exception {
        // given
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();

        // when, then
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.go(() -> {
                        Awaitility.await().until(() -> taken.get() == 5);
                        release.countDown();
                        Awaitility.await().until(() -> taken.get() >= 100);
                        scope.cancel("seen enough");
                    });
                    Parallel.forEach(endless(), 5, i -> {
                        int soFar = taken.get();
                        assertThat(soFar - done.get()).isLessThanOrEqualTo(5);
                        Work.await(release);
                        done.incrementAndGet();
                    });
                }))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void should_read_the_source_on_the_calling_thread() throws Exception {
        // given
        List<Thread> readers = new CopyOnWriteArrayList<>();

        // when
        Parallel.forEach(Stream.of(1, 2, 3).peek(i -> readers.add(Thread.currentThread())), 2, i -> {});

        // then
        assertThat(readers).containsOnly(Thread.currentThread()).hasSize(3);
    }

    @Test
    void should_cancel_the_rest_when_one_fails() {
        // given
        IOException failure = new IOException("broken");
        CountDownLatch hanging = new CountDownLatch(3);

        // when, then
        assertThatThrownBy(() -> Parallel.map(endless(), 4, i -> {
                    if (i == 4) {
                        Work.await(hanging);
                        throw failure;
                    }
                    hanging.countDown();
                    return Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
        assertThat(taken.get())
                .as("one more may come in before the failure has cancelled")
                .isBetween(4, 5);
    }

    @Test
    void should_wake_a_source_that_blocks_when_one_fails() {
        // given
        Channel<Integer> jobs = Channel.buffered(1);
        jobs.trySend(1);
        IllegalStateException panic = new IllegalStateException();

        // when, then
        assertThatThrownBy(() -> Parallel.forEach(jobs, 4, i -> {
                    throw panic;
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(panic);
    }

    @Test
    void should_work_until_it_is_closed_when_the_source_is_a_channel() throws Exception {
        // given
        Channel<Integer> jobs = Channel.rendezvous();

        // when, then
        Scope.run(scope -> {
            scope.go(() -> {
                for (int i = 0; i < 100; i++) {
                    jobs.send(i);
                }
                jobs.close();
            });
            assertThat(Parallel.map(jobs, 7, i -> i)).isEqualTo(THOUSAND.subList(0, 100));
        });
    }

    @Test
    void should_cancel_the_work_when_the_source_fails() {
        // given
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("source");

        // when, then
        assertThatThrownBy(() -> Parallel.forEach(
                        Stream.of(1, 2).peek(i -> {
                            if (i == 2) {
                                Work.ignoringInterrupts(begun);
                                throw failure;
                            }
                        }),
                        2,
                        i -> {
                            begun.countDown();
                            try {
                                Work.hang();
                            } finally {
                                ended.set(true);
                            }
                        }))
                .isSameAs(failure);
        assertThat(ended).isTrue();
    }

    @Test
    void should_end_with_the_deadline_or_the_interrupt_when_the_work_goes_on() {
        // given
        Thread caller = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();

        // when, then
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(1))
                        .call(scope -> Parallel.map(endless(), 2, i -> Work.hang())))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> Parallel.map(endless(), 2, i -> {
                    if (interrupted.compareAndSet(false, true)) {
                        caller.interrupt();
                    }
                    return Work.hang();
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void should_end_when_it_is_cancelled_though_neither_source_nor_work_blocks() {
        assertThatThrownBy(() -> Scope.run(scope -> Parallel.forEach(endless(), 2, i -> {
                    if (i == 1000) {
                        scope.cancel("enough");
                    }
                })))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void should_tell_how_each_went_when_it_settles() throws Exception {
        // when
        List<Outcome<String>> outcomes = Parallel.mapSettled(THOUSAND, 8, i -> {
            if (i % 3 == 0) {
                throw new IOException("item " + i);
            }
            return i % 3 == 1 ? null : "item " + i;
        });

        // then
        assertThat(outcomes).hasSize(1000);
        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Success<>(null));
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Success<>("item 2"));
        assertThat(outcomes.get(999))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failed -> assertThat(failed.failure())
                                .extracting(
                                        GoroutineFailure::panic,
                                        failure -> failure.cause().getMessage())
                                .containsExactly(false, "item 999"));
    }

    @Test
    void should_let_a_fatal_error_leave_when_it_settles() {
        // given
        OutOfMemoryError fatal = new OutOfMemoryError("for a test");

        // when, then
        assertThatThrownBy(() -> Parallel.mapSettled(List.of(1), 1, i -> {
                    throw fatal;
                }))
                .isSameAs(fatal);
    }

    @Test
    void should_pass_results_on_in_order_when_it_gathers() {
        assertThat(Stream.iterate(0, i -> i + 1)
                        .gather(Parallel.gatherer(8, i -> i * 2))
                        .limit(100)
                        .toList())
                .isEqualTo(THOUSAND.stream().limit(100).map(i -> i * 2).toList());
        assertThat(Stream.of(1, 2, 3).gather(Parallel.gatherer(2, i -> i)).toList())
                .containsExactly(1, 2, 3);
    }

    @Test
    void should_leave_nothing_running_when_another_stage_of_the_stream_fails() {
        // given
        IllegalStateException failure = new IllegalStateException("another stage");

        // when, then
        assertThatThrownBy(() -> Stream.of(1, 2, 3, 4, 5)
                        .peek(i -> {
                            if (i == 5) {
                                throw failure;
                            }
                        })
                        .gather(Parallel.gatherer(2, i -> i))
                        .toList())
                .isSameAs(failure);
    }

    @Test
    void should_keep_the_interrupt_when_it_gathers() {
        // given
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(
                        () -> Stream.of(1).gather(Parallel.gatherer(2, i -> i)).toList())
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Parallel.map(THOUSAND, 0, i -> i)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Parallel.gatherer(-1, i -> i)).hasMessageContaining("at least 1");
        assertThatNullPointerException()
                .isThrownBy(() -> Parallel.map(THOUSAND, 1, null))
                .withMessage("fn");
        assertThatNullPointerException()
                .isThrownBy(() -> Parallel.forEach(THOUSAND, 1, null))
                .withMessage("action");
        assertThatNullPointerException()
                .isThrownBy(() -> Parallel.map((Iterable<Integer>) null, 1, i -> i))
                .withMessage("items");
    }
}
