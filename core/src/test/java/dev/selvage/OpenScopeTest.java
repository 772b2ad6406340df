package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scopes for try-with-resources. */
@ExtendWith(NothingLeft.class)
class OpenScopeTest {
    private final IOException failure = new IOException("failure");

    private Task failing() {
        return () -> {
            throw failure;
        };
    }

    @Test
    void should_let_everything_finish_when_joined() throws Exception {
        try (Scope scope = Scope.open()) {
            Goroutine<Integer> one = scope.go(() -> 1);
            scope.join();
            Goroutine<Integer> two = scope.go(() -> 2);
            scope.join();
            assertThat(one.await() + two.await()).isEqualTo(3);
        }
    }

    @Test
    void should_throw_the_failure_once_when_joined_and_closed() {
        assertThatThrownBy(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.go(failing());
                        scope.join();
                    }
                })
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_throw_from_close_when_not_joined() {
        assertThatThrownBy(() -> {
                    try (Scope scope = Scope.open()) {
                        Work.await(Work.ended(scope.go(failing())));
                    }
                })
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_cancel_what_still_runs_when_closed_without_join() {
        // given
        AtomicReference<Goroutine<?>> goroutine = new AtomicReference<>();

        // when
        try (Scope scope = Scope.open()) {
            goroutine.set(scope.go(() -> Work.hang()));
        }

        // then
        assertThatThrownBy(() -> goroutine.get().await())
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("join()");
    }

    @Test
    void should_keep_the_blocks_exception_first_when_a_goroutine_has_failed_too() {
        // given
        IllegalStateException own = new IllegalStateException("block");

        // when
        Throwable thrown = catchThrowable(() -> {
            try (Scope scope = Scope.open()) {
                Work.await(Work.ended(scope.go(failing())));
                throw own;
            }
        });

        // then
        assertThat(thrown).isSameAs(own);
        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(ScopeFailedException.class);
    }

    @Test
    void should_wake_our_own_waits_but_interrupt_nobody_when_a_goroutine_fails() throws Exception {
        try (Scope scope = Scope.open()) {
            Goroutine<?> hanging = scope.go(() -> Work.hang());
            scope.go(failing());
            assertThatThrownBy(hanging::await).isInstanceOfAny(InterruptedException.class, CancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThatThrownBy(scope::join)
                    .isInstanceOf(ScopeFailedException.class)
                    .hasCause(failure);
        }
    }

    @Test
    void should_throw_deadline_exceeded_once_when_the_deadline_passed() throws Exception {
        // given
        ManualTime time = new ManualTime();
        ScopeOptions options = Scope.options().withContext(time.root()).withTimeout(Duration.ofSeconds(1));

        // when joined: join throws, close does not
        Scope joined = options.open();
        joined.go(() -> Work.hang());
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(joined::join).isInstanceOf(DeadlineExceededException.class);
        joined.close();

        // when not joined: close throws
        Scope closed = options.open();
        closed.go(() -> Work.hang());
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(closed::close).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_close_inner_scopes_and_say_so_when_closed_out_of_order() throws Exception {
        // given
        Scope outer = Scope.options().named("outer").open();
        Scope inner = Scope.options().named("inner").open();
        Goroutine<?> running = inner.go(() -> Work.hang());

        // when
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inner");

        // then
        assertThat(running.state()).isEqualTo(Goroutine.State.DEAD);
        inner.close();
        outer.close();
        assertThatThrownBy(() -> inner.go(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_refuse_join_when_an_inner_scope_is_open() throws Exception {
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                assertThatThrownBy(outer::join).isInstanceOf(IllegalStateException.class);
                inner.join();
            }
            outer.join();
        }
    }

    @Test
    void should_refuse_close_when_the_scope_has_a_body() throws Exception {
        Scope.run(scope -> assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void should_refuse_close_when_called_inside_of_an_inner_body() throws Exception {
        try (Scope outer = Scope.open()) {
            Scope.run(body -> assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class));
            outer.go(() -> {});
            outer.join();
        }
    }

    @Test
    void should_refuse_join_and_close_when_called_by_another_thread() throws Exception {
        try (Scope scope = Scope.open()) {
            Work.on(Thread.ofVirtual(), () -> {
                assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class);
                return null;
            });
        }
    }

    @Test
    void should_be_closed_and_reported_when_left_open_in_a_body() {
        // given
        AtomicReference<Goroutine<?>> running = new AtomicReference<>();

        // when
        assertThatThrownBy(() -> Scope.run(scope ->
                        running.set(Scope.options().named("lost").open().go(() -> Work.hang()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost")
                .hasMessageContaining("left open");

        // then
        assertThat(running.get().state()).isEqualTo(Goroutine.State.DEAD);
    }

    @Test
    void should_be_reported_beside_the_failure_when_left_open_by_a_body_that_fails() {
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Scope.open();
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown ->
                        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class));
    }

    @Test
    void should_fail_the_goroutine_when_it_leaves_a_scope_open() {
        assertThatThrownBy(() -> Scope.run(scope -> scope.go(() -> {
                    Scope.options().named("lost").open().go(() -> Work.hang());
                })))
                .isInstanceOf(ScopeFailedException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void should_be_reported_when_left_open_in_a_context_run() {
        assertThatThrownBy(() -> Context.background().withCancel().run(() -> Scope.open()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("left open");
    }

    @Test
    void should_be_current_when_open() {
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        assertThat(Scope.current()).isSameAs(inner);
        assertThat(Context.current()).isSameAs(inner.context());
        inner.close();
        inner.close();
        assertThat(Scope.current()).isSameAs(outer);
        outer.close();
    }
}
