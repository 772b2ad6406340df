package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.flow.WorkerPool;
import dev.selvage.testkit.internal.leak.Account;
import dev.selvage.testkit.internal.leak.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that one makes and others use: who answers for what is made there. */
class SharedPoolTest {
    private static final LeakOptions SOON = Leaks.options().settling(Duration.ofMillis(20));

    private final Queue<CancellableContext> made = new ConcurrentLinkedQueue<>();

    /** What leaks: one context each. */
    private void leak() {
        made.add(Context.background().withTimeout(Duration.ofHours(1)));
    }

    @AfterEach
    void closeAll() {
        made.forEach(CancellableContext::close);
    }

    /** Threads that come to be with the first work, and run work of anybody. */
    interface Pool extends AutoCloseable {
        /** Hands the work over and waits until it is done. */
        void run(Runnable work);

        @Override
        default void close() {}
    }

    private static Pool of(ExecutorService executor) {
        return new Pool() {
            @Override
            public void run(Runnable work) {
                CompletableFuture.runAsync(work, executor).join();
            }

            @Override
            public void close() {
                executor.shutdown();
            }
        };
    }

    private static Pool ofTimer() {
        AtomicReference<Timer> timer = new AtomicReference<>();
        return new Pool() {
            @Override
            public void run(Runnable work) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                timer.updateAndGet(known -> known == null ? new Timer(true) : known)
                        .schedule(
                                new TimerTask() {
                                    @Override
                                    public void run() {
                                        work.run();
                                        done.complete(null);
                                    }
                                },
                                0);
                done.join();
            }

            @Override
            public void close() {
                timer.get().cancel();
            }
        };
    }

    static Stream<Named<Pool>> pools() {
        return Stream.of(
                Named.of("fixed pool", of(Executors.newFixedThreadPool(1))),
                Named.of("scheduled pool", of(new ScheduledThreadPoolExecutor(1))),
                Named.of("work-stealing pool", of(new ForkJoinPool(1))),
                Named.of("timer", ofTimer()));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void should_blame_the_only_one_when_it_made_the_threads(Pool pool) {
        try (pool) {
            assertThat(kinds(() -> pool.run(this::leak))).containsExactly("context");
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void should_not_blame_the_first_when_it_made_the_threads_and_another_hands_them_work(Pool pool) throws Exception {
        try (pool) {
            assertThat(besideAnother(() -> pool.run(() -> {}), () -> pool.run(this::leak)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void should_not_blame_the_first_when_the_work_of_another_makes_threads(Pool pool) throws Exception {
        try (pool) {
            assertThat(besideAnother(
                            () -> pool.run(() -> {}),
                            () -> pool.run(() -> join(Thread.ofVirtual().start(this::leak)))))
                    .isEmpty();
        }
    }

    @Test
    void should_blame_the_first_for_its_own_threads_when_another_runs_meanwhile() throws Exception {
        // given
        ExecutorService perTask = Executors.newVirtualThreadPerTaskExecutor();
        CountDownLatch others = new CountDownLatch(1);

        // when
        List<String> blamed = besideAnother(
                () -> {
                    perTask.execute(() -> {
                        join(others);
                        leak();
                    });
                    Thread.ofPlatform().daemon().start(() -> {
                        join(others);
                        leak();
                    });
                },
                () -> {
                    others.countDown();
                    Hang.until(() -> made.size() == 2);
                });

        // then
        assertThat(blamed).containsExactly("context", "context");
        perTask.shutdown();
    }

    @Test
    void should_not_blame_the_first_when_it_completes_a_future_on_which_another_has_built() throws Exception {
        // given
        CompletableFuture<String> shared = new CompletableFuture<>();
        CountDownLatch built = new CountDownLatch(1);

        // when
        List<String> blamed = during(
                () -> {
                    CompletableFuture<Void> after = shared.thenRun(this::leak);
                    built.countDown();
                    after.join();
                },
                () -> {
                    join(built);
                    shared.complete("now");
                });

        // then
        assertThat(made).hasSize(1);
        assertThat(blamed).isEmpty();
    }

    @Test
    void should_blame_nobody_for_what_the_common_pool_does() {
        assertThat(kinds(() -> CompletableFuture.runAsync(this::leak).join())).isEmpty();
        assertThat(kinds(() -> ForkJoinPool.commonPool().submit(this::leak).get()))
                .isEmpty();
    }

    @Test
    void should_blame_the_caller_for_its_own_part_of_a_parallel_stream() {
        // given
        Thread caller = Thread.currentThread();

        // when
        List<String> blamed = kinds(() -> IntStream.range(0, 1000).parallel().forEach(n -> {
            if (Thread.currentThread() == caller && made.isEmpty()) {
                leak();
            }
        }));

        // then
        assertThat(blamed).containsExactly("context");
    }

    @Test
    void should_not_blame_the_first_when_a_test_that_is_not_checked_hands_work_to_its_threads() throws Exception {
        // given
        try (Pool pool = of(Executors.newFixedThreadPool(1))) {
            // when
            List<String> blamed = kinds(() -> {
                pool.run(() -> {});
                elsewhere(() -> Owners.callForNobody(() -> {
                    pool.run(this::leak);
                    return 0;
                }));
            });

            // then
            assertThat(blamed).isEmpty();
        }
    }

    @Test
    void should_not_blame_the_first_when_its_code_has_returned_and_its_check_goes_on() throws Exception {
        // given
        Account first = Owners.open(false);
        try (Pool pool = of(Executors.newFixedThreadPool(1))) {
            Owners.callFor(first, () -> {
                pool.run(() -> {});
                return 0;
            });

            // when
            elsewhere(() -> kinds(() -> pool.run(this::leak)));

            // then
            assertThat(first.alive()).isEmpty();
        } finally {
            Owners.close(first);
        }
    }

    @Test
    void should_still_blame_the_inner_check_when_it_lies_in_another_on_the_same_thread() {
        // when
        List<String> blamed = kinds(() -> {
            try (Pool pool = of(Executors.newFixedThreadPool(1))) {
                assertThat(kinds(() -> pool.run(this::leak))).containsExactly("context");
            }
        });

        // then
        assertThat(blamed).isEmpty();
    }

    @Test
    void should_tell_whose_a_goroutine_is_when_many_share_the_threads_of_a_worker_pool() throws Exception {
        Scope.run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);

            // when
            List<String> blamed = kinds(() -> {
                pool.submit(() -> {}).await();
                elsewhere(() -> pool.submit(this::leak).await());
            });
            List<String> blamedForItsOwn = kinds(() -> pool.submit(this::leak).await());

            // then
            assertThat(blamed).isEmpty();
            assertThat(blamedForItsOwn).containsExactly("context");
            pool.drain();
        });
    }

    /** What a check finds. */
    private static List<String> kinds(Context.Body<Exception> body) {
        LeakError error = catchThrowableOfType(LeakError.class, () -> SOON.check(body));
        return error == null
                ? List.of()
                : error.leaks().stream().map(Leak::kind).toList();
    }

    /** What a check finds that begins before that of another and ends after it. */
    private static List<String> besideAnother(Context.Body<Exception> first, Context.Body<Exception> others)
            throws Exception {
        return kinds(() -> {
            first.run();
            elsewhere(() -> kinds(others));
        });
    }

    /** What a check finds that begins and ends within that of another. */
    private static List<String> during(Context.Body<Exception> others, Context.Body<Exception> body) throws Exception {
        Thread another = elsewhereFromNowOn(() -> kinds(others));
        List<String> blamed = kinds(body);
        another.join();
        return blamed;
    }

    private static void elsewhere(Context.Body<Exception> body) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        elsewhereFromNowOn(() -> {
            try {
                body.run();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
                throw failure;
            }
        });
        done.get();
    }

    /** As on a thread of JUnit: one that nobody owns. */
    private static Thread elsewhereFromNowOn(Context.Body<Exception> body) {
        return Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(() -> {
                    try {
                        body.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
