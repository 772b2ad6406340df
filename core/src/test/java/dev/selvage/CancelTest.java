package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class CancelTest {
    @Test
    void should_throw_the_parents_reason_when_the_parent_is_cancelled() {
        // given
        CancellableContext parent = Context.background().withCancel();

        // when
        CancelledException thrown = catchThrowableOfType(
                CancelledException.class,
                () -> Scope.options().withContext(parent).run(scope -> {
                    scope.go(() -> parent.cancel(new IOException("client gone")));
                    Work.hang();
                }));

        // then
        assertThat(thrown.reason()).isSameAs(parent.reason().orElseThrow());
        assertThat(thrown).hasCauseInstanceOf(IOException.class).hasMessageContaining("client gone");
    }

    @Test
    void should_throw_when_the_parent_was_cancelled_although_the_body_returns_a_value() {
        CancellableContext parent = Context.background().withCancel();

        assertThatThrownBy(() -> Scope.options().withContext(parent).call(scope -> {
                    parent.cancel();
                    Thread.interrupted(); // swallowed
                    return "value";
                }))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void should_start_nothing_when_the_parent_is_cancelled_already() {
        // given
        CancellableContext parent = Context.background().withCancel();
        parent.cancel();

        // then
        assertThatThrownBy(() -> Scope.options().withContext(parent).run(scope -> {
                    throw new AssertionError("ran");
                }))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> parent.run(() -> Scope.run(scope -> {
                    throw new AssertionError("ran");
                })))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> Scope.options().withContext(parent).open()).isInstanceOf(CancelledException.class);
    }

    @Test
    void should_return_the_bodys_value_when_it_cancels_the_rest() throws Exception {
        String value = Scope.call(scope -> {
            for (int i = 0; i < 3; i++) {
                scope.go(() -> Work.hang());
            }
            scope.cancel("found enough");
            assertThat(scope.context().reason().orElseThrow().kind()).isEqualTo(Kind.CANCELLED);
            assertThat(scope.context().reason().orElseThrow().message()).isEqualTo("found enough");
            return "enough";
        });
        assertThat(value).isEqualTo("enough");
    }

    @Test
    void should_throw_cancelled_when_a_blocked_body_is_ended_by_cancel() {
        // when
        CancelledException thrown = catchThrowableOfType(
                CancelledException.class,
                () -> Scope.run(scope -> {
                    Thread body = Thread.currentThread();
                    scope.go(() -> {
                        Work.untilBlocked(body);
                        scope.cancel("stop");
                    });
                    Work.hang();
                }));

        // then
        assertThat(thrown.reason().message()).isEqualTo("stop");
    }

    @Test
    void should_return_the_value_when_the_body_catches_the_interrupt_of_cancel() throws Exception {
        String value = Scope.call(scope -> {
            scope.go(() -> scope.cancel("stop"));
            try {
                return Work.hang();
            } catch (InterruptedException e) {
                return "partial";
            }
        });
        assertThat(value).isEqualTo("partial");
    }

    @Test
    void should_throw_the_failure_when_a_goroutine_really_fails_after_cancel() {
        // given
        IOException failure = new IOException("in cleanup");

        // then
        assertThatThrownBy(() -> Scope.call(scope -> {
                    Goroutine<?> goroutine = scope.go(() -> {
                        try {
                            Work.hang();
                        } catch (InterruptedException e) {
                            throw failure;
                        }
                    });
                    Work.untilBlocked(goroutine);
                    scope.cancel("stop");
                    return "value";
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_keep_the_first_reason_when_cancelled_twice() throws Exception {
        Scope.run(scope -> {
            scope.cancel("first");
            scope.cancel("second");
            assertThat(scope.context().reason().orElseThrow().message()).isEqualTo("first");
        });
    }

    @Test
    void should_have_no_effect_when_cancelled_after_the_end() throws Exception {
        // given
        AtomicReference<Scope> scope = new AtomicReference<>();
        Goroutine<Integer> ended = Scope.call(open -> {
            scope.set(open);
            return open.go(() -> 1);
        });

        // when
        scope.get().cancel("late");
        ended.cancel();

        // then
        assertThat(ended.await()).isEqualTo(1);
        assertThat(scope.get().context().reason().orElseThrow().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void should_never_start_when_started_in_a_cancelled_scope() throws Exception {
        Scope.run(scope -> {
            scope.cancel("stop");
            Goroutine<?> goroutine = scope.go(() -> {
                throw new AssertionError("ran");
            });
            assertThat(goroutine.state()).isEqualTo(Goroutine.State.DEAD);
            assertThat(goroutine.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
            assertThatThrownBy(goroutine::await)
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("stop");
            assertThat(goroutine.toCompletableFuture()).isCompletedExceptionally();
        });
    }

    @Test
    void should_refuse_a_start_when_the_scope_has_ended() throws Exception {
        // given
        AtomicReference<Scope> ended = new AtomicReference<>();
        Scope.run(ended::set);
        AtomicReference<Scope> shared = new AtomicReference<>();
        Scope.options().shared().run(shared::set);

        // then
        for (Scope scope : new Scope[] {ended.get(), shared.get()}) {
            assertThatThrownBy(() -> scope.go(() -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> scope.tryGo(() -> 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> scope.goDaemon(() -> {})).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> scope.defer(() -> {})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void should_cancel_one_goroutine_and_what_it_started_and_nobody_else() throws Exception {
        Scope.run(scope -> {
            CountDownLatch grandchildStarted = new CountDownLatch(1);
            AtomicReference<Goroutine<?>> grandchild = new AtomicReference<>();
            Goroutine<?> other = scope.go(() -> Work.hang());
            Goroutine<?> child = scope.go(() -> {
                grandchild.set(scope.go(() -> Work.hang()));
                grandchildStarted.countDown();
                Work.hang();
            });
            Work.await(grandchildStarted);
            child.cancel();
            assertThatThrownBy(child::await).isInstanceOf(CancelledException.class);
            assertThatThrownBy(() -> grandchild.get().await()).isInstanceOf(CancelledException.class);
            assertThat(other.outcome()).isEmpty();
            assertThat(scope.context().isCancelled()).isFalse();
            other.cancel();
        });
    }
}
