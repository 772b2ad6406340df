package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class AwaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final IOException failure = new IOException("failure");

    @Test
    void should_give_the_value_when_the_goroutine_returned() throws Exception {
        assertThat(Scope.<Integer, Exception>call(scope -> {
                    Goroutine<Integer> a = scope.go(() -> 1);
                    Goroutine<Integer> b = scope.go("b", () -> 2);
                    Goroutine<Void> nothing = scope.go(() -> {});
                    assertThat(nothing.await()).isNull();
                    return a.await() + b.await(LONG);
                }))
                .isEqualTo(3);
    }

    @Test
    void should_accept_a_null_value_when_the_goroutine_returned_one() throws Exception {
        assertThat(Scope.<String, Exception>call(
                        scope -> scope.<String>go(() -> null).await()))
                .isNull();
    }

    @Test
    void should_throw_each_time_and_from_any_thread_when_the_goroutine_failed() throws Exception {
        // given
        List<Goroutine<?>> handles = new ArrayList<>();
        assertThatThrownBy(() -> Scope.run(scope -> handles.add(scope.go("pay", () -> {
                    throw failure;
                }))))
                .isInstanceOf(ScopeFailedException.class);
        Goroutine<?> failed = handles.getFirst();

        // then: after the scope's end, here, on a virtual thread, and inside of another scope
        for (int i = 0; i < 3; i++) {
            GoroutineFailedException thrown = catchThrowableOfType(GoroutineFailedException.class, failed::await);
            assertThat(thrown).hasCause(failure);
            assertThat(thrown.failure().name()).isEqualTo("pay");
            assertThat(thrown.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(AwaitTest.class.getName()));
        }
        assertThatThrownBy(() -> failed.await(LONG)).isInstanceOf(GoroutineFailedException.class);
        assertThatThrownBy(() -> Work.on(Thread.ofVirtual(), failed::await))
                .cause()
                .isInstanceOf(GoroutineFailedException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> Scope.run(scope -> scope.go(() -> failed.await())))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_throw_cancelled_when_the_goroutine_was_cancelled() throws Exception {
        // given
        List<Goroutine<?>> handles = new ArrayList<>();

        // when
        Scope.run(scope -> {
            Goroutine<?> goroutine = scope.go(() -> Work.hang());
            handles.add(goroutine);
            Work.untilBlocked(goroutine);
            goroutine.cancel();
            assertThatThrownBy(goroutine::await).isInstanceOf(CancelledException.class);
        });

        // then
        CancelledException thrown = catchThrowableOfType(
                CancelledException.class, () -> handles.getFirst().await());
        assertThat(thrown.reason().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(handles.getFirst().outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void should_throw_deadline_exceeded_when_a_deadline_cancelled_the_goroutine() {
        // given
        List<Goroutine<?>> handles = new ArrayList<>();
        ManualTime time = new ManualTime();

        // when
        assertThatThrownBy(() -> Scope.options()
                        .withContext(time.root())
                        .withTimeout(LONG)
                        .run(scope -> {
                            handles.add(scope.go(() -> Work.hang()));
                            time.advance(LONG);
                        }))
                .isInstanceOf(DeadlineExceededException.class);

        // then
        assertThatThrownBy(() -> handles.getFirst().await()).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_wake_those_who_await_outside_when_the_goroutine_fails() throws Exception {
        // given
        List<FutureTask<?>> waiters = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);

        // when
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Goroutine<?> goroutine = scope.go(() -> {
                        go.await();
                        throw failure;
                    });
                    for (int i = 0; i < 4; i++) {
                        FutureTask<Object> waiter = new FutureTask<>(goroutine::await);
                        Thread thread = (i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(waiter);
                        Work.untilBlocked(thread);
                        waiters.add(waiter);
                    }
                    go.countDown();
                }))
                .isInstanceOf(ScopeFailedException.class);

        // then
        for (FutureTask<?> waiter : waiters) {
            assertThatThrownBy(() -> waiter.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(GoroutineFailedException.class)
                    .hasCause(failure);
        }
    }

    @Test
    void should_give_the_outcome_when_the_caller_is_interrupted_but_the_goroutine_has_ended() throws Exception {
        Goroutine<Integer> ended = Scope.call(scope -> scope.go(() -> 7));

        Thread.currentThread().interrupt();
        assertThat(ended.await()).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void should_throw_interrupted_when_the_caller_is_interrupted_while_waiting() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> goroutine = scope.go(() -> Work.hang());
            FutureTask<Object> waiter = new FutureTask<>(goroutine::await);
            Thread thread = Thread.ofPlatform().start(waiter);
            Work.untilBlocked(thread);
            thread.interrupt();

            assertThatThrownBy(() -> waiter.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
            assertThat(goroutine.outcome()).isEmpty();
            goroutine.cancel();
        });
    }

    @Test
    void should_time_out_and_leave_the_goroutine_alone_when_the_wait_was_limited() throws Exception {
        Scope.run(scope -> {
            CountDownLatch done = new CountDownLatch(1);
            Goroutine<String> goroutine = scope.go(() -> {
                done.await();
                return "late";
            });
            assertThatThrownBy(() -> goroutine.await(Duration.ofMillis(3))).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> goroutine.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> goroutine.await(Duration.ofSeconds(-1))).isInstanceOf(TimeoutException.class);
            done.countDown();
            assertThat(goroutine.await(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("late");
        });
    }

    @Test
    void should_refuse_when_a_goroutine_awaits_itself() {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    List<Goroutine<?>> self = new ArrayList<>();
                    CountDownLatch known = new CountDownLatch(1);
                    self.add(scope.go("narcissus", () -> {
                        known.await();
                        self.getFirst().await();
                    }));
                    known.countDown();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaits itself");
    }

    @Test
    void should_end_at_once_when_the_callers_context_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> goroutine = scope.go(() -> Work.hang());
            assertThatThrownBy(() ->
                            Scope.options().withTimeout(Duration.ofMillis(3)).run(inner -> goroutine.await()))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(goroutine.outcome()).isEmpty();
            goroutine.cancel();
        });
    }
}
