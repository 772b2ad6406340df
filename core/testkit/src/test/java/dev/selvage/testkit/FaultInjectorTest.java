package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.internal.SchedulePoint;
import dev.selvage.flow.Bulkhead;
import dev.selvage.flow.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@LeakCheck
@Isolated("it looks at who listens")
class FaultInjectorTest {
    private static IllegalStateException full() {
        return new IllegalStateException("disk full");
    }

    private final List<String> received = new ArrayList<>();

    private void twoSends() throws InterruptedException {
        Channel<String> channel = Channel.buffered(2);
        channel.send("first");
        channel.send("second");
        channel.close();
        for (String text : channel) {
            received.add(text);
        }
    }

    @Test
    void should_count_points_and_change_nothing_when_there_is_no_fault() throws InterruptedException {
        // when
        int points = FaultInjector.none().run(this::twoSends);

        // then
        assertThat(received).containsExactly("first", "second");
        assertThat(points).isEqualTo(6); // two sends, a close, three receives, the last of which finds the end
        assertThat(SchedulePoint.listener()).isNull();
    }

    @Test
    void should_fail_the_nth_operation_without_effect() {
        assertThatThrownBy(() -> FaultInjector.none()
                        .at(2, "send")
                        .fail(FaultInjectorTest::full)
                        .run(this::twoSends))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(SchedulePoint.listener()).isNull();
    }

    @Test
    void should_fail_at_the_next_that_may_fail_when_the_operation_never_does() {
        assertThatThrownBy(() ->
                        FaultInjector.none().at(3).fail(FaultInjectorTest::full).run(this::twoSends))
                .hasStackTraceContaining("receive");
    }

    @Test
    void should_fail_a_goroutine_when_it_is_the_one_at_the_point() {
        assertThatThrownBy(() -> FaultInjector.none()
                        .at(1, "receive")
                        .fail(FaultInjectorTest::full)
                        .run(() -> Scope.run(scope -> {
                            Channel<String> channel = Channel.rendezvous();
                            scope.go("receiver", () -> channel.receive());
                            channel.send("lost");
                        })))
                .isInstanceOf(ScopeFailedException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void should_cancel_the_context_of_whoever_is_at_the_point() {
        assertThatThrownBy(() -> FaultInjector.none().at(2, "send").cancel().run(() -> Scope.run(scope -> twoSends())))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("injected at point 2, a send");
    }

    @Test
    void should_delay_by_the_clock_of_the_context() throws InterruptedException {
        // given
        FakeTimeSource time = FakeTimeSource.create();
        FaultInjector injector = FaultInjector.none().at(1, "send").delay(Duration.ofHours(1));
        CountDownLatch asleep = new CountDownLatch(1);
        Thread clock = Thread.ofVirtual().start(() -> {
            Hang.until(() -> time.pending() == 1);
            asleep.countDown();
            time.advance(Duration.ofHours(1));
        });

        // when
        int points = injector.run(() -> time.context().run(this::twoSends));

        // then
        assertThat(asleep.getCount()).isZero();
        assertThat(received).containsExactly("first", "second");
        assertThat(points).as("the fault's own sleep is no point").isEqualTo(6);
        clock.join();
    }

    @Test
    void should_let_all_happen_at_their_point_when_it_has_several() {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    FaultInjector faults = FaultInjector.none()
                            .at(2)
                            .fail(FaultInjectorTest::full)
                            .at(2, "send")
                            .cancel()
                            .at(2)
                            .fail(() -> new IllegalStateException("on fire"));
                    try {
                        faults.run(this::twoSends);
                    } finally {
                        received.add(scope.context().isCancelled() ? "cancelled" : "goes on");
                    }
                }))
                .hasStackTraceContaining("disk full")
                .hasStackTraceContaining("Suppressed: java.lang.IllegalStateException: on fire");
        assertThat(received).containsExactly("cancelled");
    }

    @Test
    void should_let_others_be_when_they_run_beside() throws InterruptedException {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> {
            Hang.until(() -> begun.getCount() == 0);
            Channel<String> channel = Channel.buffered(1);
            assertThat(channel.trySend("mine")).isTrue();
            done.countDown();
        });

        // when
        int points = FaultInjector.none().at(1).fail(FaultInjectorTest::full).run(() -> {
            begun.countDown();
            done.await();
        });

        // then
        assertThat(points).isZero();
        other.join();
    }

    @Test
    void should_lose_no_permit_and_no_worker_whichever_operation_fails() {
        Bulkhead bulkhead = Bulkhead.of(1);
        Context.Body<InterruptedException> body = () -> Scope.run(scope -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> bulkhead.call(() -> 1)).await();
            }
            pool.drain();
        });
        for (int n = 1; n < 20; n++) {
            FaultInjector injector = FaultInjector.none().at(n).fail(FaultInjectorTest::full);
            Throwable thrown = catchThrowable(() -> injector.run(body));
            if (thrown != null) {
                assertThat(thrown).hasStackTraceContaining("disk full");
            }
            assertThat(bulkhead.available()).as("after a fault at %s", n).isEqualTo(1);
        }
    }

    @Test
    void should_do_nothing_on_a_thread_of_a_run_that_is_over() throws Exception {
        // given
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            Callable<Boolean> send = () -> Channel.<String>buffered(1).trySend("sent");
            FaultInjector.none()
                    .at(2)
                    .fail(FaultInjectorTest::full)
                    .run(() -> pool.submit(send).get());

            // when
            int points = FaultInjector.none().run(() -> {
                assertThat(pool.submit(send).get()).isTrue();
            });

            // then
            assertThat(points).as("the pool's thread is not of this run").isZero();
            assertThat(FaultInjector.none()
                            .run(() -> FaultInjector.none().run(() -> {
                                pool.submit(send).get();
                            })))
                    .isZero();
        }
    }

    @Test
    void should_count_for_the_outer_run_when_the_inner_that_made_the_thread_is_over() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            Callable<Boolean> send = () -> Channel.<String>buffered(1).trySend("sent");
            int points = FaultInjector.none().run(() -> {
                assertThat(FaultInjector.none().run(() -> pool.submit(send).get()))
                        .isEqualTo(1);
                pool.submit(send).get();
            });
            assertThat(points).isEqualTo(1);
        }
    }

    @Test
    void should_do_nothing_in_a_pool_that_a_run_has_started_when_the_run_is_over() throws InterruptedException {
        Scope.options().shared().run(scope -> {
            WorkerPool[] pool = new WorkerPool[1];
            FaultInjector.none().at(100).fail(FaultInjectorTest::full).run(() -> {
                pool[0] = WorkerPool.start(scope, 1, 1);
                pool[0].submit(() -> 1).await();
            });
            for (int i = 0; i < 100; i++) {
                assertThat(pool[0].submit(() -> Channel.<String>buffered(1).trySend("sent"))
                                .await())
                        .isTrue();
            }
        });
    }

    @Test
    void should_count_its_goroutines_alone_when_their_threads_are_others() throws InterruptedException {
        Scope.options().shared().isolated().run(scope -> {
            // given
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            pool.submit(() -> 1).await();
            Channel<String> turn = Channel.rendezvous();
            Channel<String> done = Channel.rendezvous();
            scope.go("not of the run", () -> {
                turn.receive();
                Channel.<String>buffered(1).trySend("not counted");
                done.send("done");
            });
            FaultInjector injector = FaultInjector.none().at(2, "trySend").fail(FaultInjectorTest::full);

            // when
            int inScope = FaultInjector.none().run(() -> {
                turn.send("yours");
                done.receive();
                scope.go(() -> Scope.run(inner -> inner.go(this::twoSends))).await();
            });
            int inPool =
                    FaultInjector.none().run(() -> pool.submit(this::twoSends).await());

            // then
            assertThat(inScope).isEqualTo(2 + 2 + 1 + 6); // the turn, go and await, go inside, the sends
            assertThat(inPool).isGreaterThanOrEqualTo(1 + 6 + 1);
            assertThatThrownBy(
                            () -> injector.run(() -> scope.go(this::twoTrySends).await()))
                    .hasRootCauseMessage("disk full");
            assertThatThrownBy(() ->
                            injector.run(() -> pool.submit(this::twoTrySends).await()))
                    .hasRootCauseMessage("disk full");
            pool.submit(this::twoTrySends).await(); // whose worker has run the one before
        });
    }

    private void twoTrySends() {
        Channel<String> channel = Channel.buffered(2);
        channel.trySend("first");
        channel.trySend("second");
    }

    @Test
    void should_refuse_nonsense() {
        assertThatThrownBy(() -> FaultInjector.none().at(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counted from 1");
        assertThatThrownBy(() -> FaultInjector.none().at(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().at(1).fail(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().at(1).delay(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FaultInjector.none().run(null)).isInstanceOf(NullPointerException.class);
    }
}
