package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.dsl.Go;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds in both ways of writing: {@link Scope} with its methods, and {@link Go} as a language. */
@ExtendWith(NothingLeft.class)
abstract class TwoWaysContract {
    private final IOException failure = new IOException("failure");

    abstract <T> T scope(Go.Op<T, Exception> body) throws Exception;

    abstract void scoped(Go.Body<Exception> body) throws Exception;

    abstract <T> T within(Duration timeout, Go.Op<T, Exception> body) throws Exception;

    abstract <T> Goroutine<T> go(Callable<T> task);

    abstract Goroutine<Void> goTask(Task task);

    abstract Context context();

    @Test
    void should_give_the_bodys_value() throws Exception {
        assertThat(scope(() -> {
                    Goroutine<Integer> a = go(() -> 1);
                    Goroutine<Integer> b = go(() -> go(() -> 2).await());
                    goTask(() -> {}).await();
                    return a.await() + b.await();
                }))
                .isEqualTo(3);
        scoped(() -> go(() -> 1));
    }

    @Test
    void should_fail_together() {
        assertThatThrownBy(() -> scoped(() -> {
                    goTask(() -> {
                        throw failure;
                    });
                    Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_leave_with_the_bodys_own_exception() {
        assertThatThrownBy(() -> scope(() -> {
                    go(() -> Work.hang());
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void should_wait_for_everything() throws Exception {
        AtomicReference<Goroutine<?>> deep = new AtomicReference<>();
        scoped(() -> goTask(() -> deep.set(goTask(() -> Thread.yield()))));
        assertThat(deep.get().state()).isEqualTo(Goroutine.State.DEAD);
    }

    @Test
    void should_start_in_the_innermost_scope() throws Exception {
        scoped(() -> {
            Scope outer = Scope.current();
            scoped(() -> assertThat(go(Scope::current).await()).isNotSameAs(outer));
            assertThat(go(Scope::current).await()).isSameAs(outer);
        });
    }

    @Test
    void should_refuse_outside_of_any_scope() {
        assertThatThrownBy(() -> go(() -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no scope");
    }

    @Test
    void should_end_in_time_when_work_is_within_a_timeout() throws Exception {
        assertThat(within(Duration.ofMinutes(5), () -> go(() -> "in time").await()))
                .isEqualTo("in time");
        assertThatThrownBy(() -> within(Duration.ofMillis(3), () -> {
                    go(() -> Work.hang());
                    return Work.hang();
                }))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> within(Duration.ZERO, () -> 1)).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_know_the_context() throws Exception {
        assertThat(context()).isSameAs(Context.background());
        scoped(() -> {
            assertThat(context()).isSameAs(Scope.current().context());
            Goroutine<Context> goroutine = go(this::context);
            assertThat(goroutine.await()).isSameAs(goroutine.context());
        });
    }

    @Test
    void should_cancel_a_goroutine() throws Exception {
        scoped(() -> {
            Goroutine<?> goroutine = go(() -> Work.hang());
            goroutine.cancel();
            assertThatThrownBy(goroutine::await).isInstanceOf(CancelledException.class);
        });
    }

    @Test
    void should_wake_a_sleep_when_cancelled() throws Exception {
        scoped(() -> {
            CountDownLatch woken = new CountDownLatch(1);
            Goroutine<?> sleeper = goTask(() -> {
                try {
                    Go.sleep(Duration.ofHours(1));
                } finally {
                    woken.countDown();
                }
            });
            Work.untilBlocked(sleeper);
            sleeper.cancel();
            Work.await(woken);
        });
    }
}
