package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class SharedScopeTest {
    private static final ScopeOptions SHARED = Scope.options().named("shared").shared();
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    @Test
    void should_let_any_thread_start() throws Exception {
        int sum = SHARED.call(scope -> {
            int n = scope.go(() -> 1).await();
            for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
                n += Work.on(kind, () -> scope.go(() -> 10).await());
            }
            n += scope.go(() -> scope.go(() -> 100).await()).await();
            n += Scope.call(
                    inner -> inner.go(() -> scope.go(() -> 1_000).await()).await());
            n += Scope.<Integer, InterruptedException>call(
                    inner -> scope.go(() -> 10_000).await());
            return n;
        });
        assertThat(sum).isEqualTo(11_121);
    }

    @Test
    void should_lie_flat_when_each_goroutine_starts_the_next_and_ends() throws Exception {
        // given: an endless chain, in which parents would stay parked if they held their children
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);

        // when
        SHARED.run(scope -> {
            next(scope, ran, enough);
            Work.await(enough);
            scope.cancel("enough");
        });

        // then
        assertThat(ran.get()).isGreaterThanOrEqualTo(5_000);
    }

    private static void next(Scope scope, AtomicInteger ran, CountDownLatch enough) {
        scope.go(() -> {
            if (ran.incrementAndGet() == 5_000) {
                enough.countDown();
            }
            next(scope, ran, enough);
        });
    }

    @Test
    void should_fail_together_when_a_goroutine_started_from_outside_fails() {
        // given
        IOException failure = new IOException("outside");

        // then
        assertThatThrownBy(() -> SHARED.run(scope -> {
                    Thread.ofVirtual()
                            .start(() -> scope.go("started outside", () -> {
                                throw failure;
                            }));
                    Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_run_in_the_scopes_context_and_the_starters_when_started_from_outside() throws Exception {
        AtomicReference<Goroutine<?>> plain = new AtomicReference<>();
        SHARED.run(scope -> {
            Context outside = Context.background().with(KEY, "value");
            Work.on(
                    Thread.ofVirtual(),
                    () -> outside.call(() -> scope.go(() -> {
                                assertThat(Context.current().get(KEY)).isEqualTo("value");
                                assertThat(Scope.current()).isSameAs(scope);
                            })
                            .await()));
            plain.set(Work.on(Thread.ofVirtual(), () -> scope.go(() -> Work.hang())));
            scope.cancel("enough");
        });
        assertThatThrownBy(() -> plain.get().await()).isInstanceOf(CancelledException.class);
    }

    @Test
    void should_stop_with_the_starters_context_as_well() throws Exception {
        SHARED.run(scope -> {
            var outside = Context.background().withCancel();
            Goroutine<?> goroutine = Work.on(Thread.ofVirtual(), () -> outside.call(() -> scope.go(() -> Work.hang())));
            outside.cancel();
            assertThatThrownBy(goroutine::await).isInstanceOf(CancelledException.class);
            assertThat(scope.context().isCancelled()).isFalse();
        });
    }

    @Test
    void should_end_when_nothing_was_started() throws Exception {
        SHARED.run(scope -> {});
        SHARED.open().close();
    }

    @Test
    void should_still_take_starts_while_goroutines_run_after_the_body_has_ended() throws Exception {
        // given
        AtomicReference<Goroutine<String>> late = new AtomicReference<>();

        // when
        SHARED.run(scope -> {
            Thread owner = Thread.currentThread();
            scope.go(() -> {
                Work.untilBlocked(owner);
                late.set(scope.go(() -> "late"));
            });
        });

        // then
        assertThat(late.get().await()).isEqualTo("late");
    }
}
