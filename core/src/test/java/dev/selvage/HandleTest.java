package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine.State;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** State, outcome, context and future of a goroutine. */
@ExtendWith(NothingLeft.class)
class HandleTest {
    private final IOException failure = new IOException("failure");

    @Test
    void should_go_through_its_states() throws Exception {
        Scope.run(scope -> {
            CountDownLatch free = new CountDownLatch(1);
            AtomicReference<State> own = new AtomicReference<>();
            Goroutine<String> goroutine = scope.go(() -> {
                free.await();
                return "done";
            });
            Work.untilBlocked(goroutine);
            assertThat(goroutine.outcome()).isEmpty();
            Goroutine<?> running = scope.go(() -> {
                Goroutine<?> self = scope.go(() -> {});
                own.set(self.state());
            });
            running.await();
            assertThat(own.get()).isNotNull();
            free.countDown();
            assertThat(goroutine.await()).isEqualTo("done");
            assertThat(goroutine.state()).isEqualTo(State.DEAD);
            assertThat(goroutine.outcome()).contains(new Outcome.Success<>("done"));
        });
    }

    @Test
    void should_be_runnable_when_it_computes() throws Exception {
        Scope.run(scope -> {
            CountDownLatch begun = new CountDownLatch(1);
            Goroutine<?> spinning = scope.go(() -> {
                begun.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            Work.await(begun);
            assertThat(spinning.state()).isEqualTo(State.RUNNABLE);
            spinning.cancel();
        });
    }

    @Test
    void should_end_its_context_when_it_ends() throws Exception {
        Goroutine<?> ended = Scope.call(scope -> {
            Goroutine<?> goroutine = scope.go(() -> {});
            assertThat(goroutine.context()).isSameAs(goroutine.context());
            goroutine.await();
            return goroutine;
        });
        assertThat(ended.context().reason().orElseThrow().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void should_complete_the_future_as_the_goroutine_ends() throws Exception {
        AtomicReference<CompletableFuture<?>> late = new AtomicReference<>();
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Goroutine<Integer> returning = scope.go(() -> 1);
                    assertThat(returning.toCompletableFuture().get(20, TimeUnit.SECONDS))
                            .isEqualTo(1);
                    assertThat(returning.toCompletableFuture())
                            .isNotSameAs(returning.toCompletableFuture())
                            .isCompletedWithValue(1);

                    Goroutine<?> cancelled = scope.go(() -> Work.hang());
                    CompletableFuture<?> future = cancelled.toCompletableFuture();
                    cancelled.cancel();
                    assertThat(future.handle((value, thrown) -> thrown).get(20, TimeUnit.SECONDS))
                            .isInstanceOf(CancelledException.class);
                    assertThat(future).isCancelled();

                    Goroutine<?> failing = scope.go(() -> {
                        throw failure;
                    });
                    late.set(failing.toCompletableFuture());
                    Work.hang();
                }))
                .hasCause(failure);
        assertThatThrownBy(() -> late.get().get())
                .isInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> late.get().thenApply(Object::toString).join())
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void should_leave_the_goroutine_alone_when_its_future_is_cancelled() throws Exception {
        Scope.run(scope -> {
            CountDownLatch free = new CountDownLatch(1);
            Goroutine<String> goroutine = scope.go(() -> {
                free.await();
                return "value";
            });
            assertThat(goroutine.toCompletableFuture().cancel(true)).isTrue();
            free.countDown();
            assertThat(goroutine.await()).isEqualTo("value");
        });
    }

    @Test
    void should_be_harmless_when_a_dependent_stage_throws() throws Exception {
        int value = Scope.call(scope -> {
            CountDownLatch free = new CountDownLatch(1);
            Goroutine<Integer> goroutine = scope.go(() -> {
                free.await();
                return 1;
            });
            CompletableFuture<Void> stage = goroutine.toCompletableFuture().thenAccept(ignored -> {
                throw new IllegalStateException("stage");
            });
            free.countDown();
            assertThatThrownBy(stage::join).hasCauseInstanceOf(IllegalStateException.class);
            return goroutine.await();
        });
        assertThat(value).isEqualTo(1);
    }

    @Test
    void should_keep_only_the_outcome_when_the_scope_has_ended() throws Exception {
        Goroutine<String> ended = Scope.call(scope -> scope.go(() -> "value"));
        ended.cancel();
        assertThat(ended.outcome()).contains(new Outcome.Success<>("value"));
        assertThat(ended.toCompletableFuture()).isCompletedWithValue("value");
    }
}
