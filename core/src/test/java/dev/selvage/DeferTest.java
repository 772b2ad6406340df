package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.dsl.Go;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class DeferTest {
    private final IOException failure = new IOException("cleanup");

    @Test
    void should_run_last_first_on_the_owners_thread_after_all_goroutines() throws Exception {
        // given
        List<String> order = new ArrayList<>();
        AtomicReference<Goroutine<?>> goroutine = new AtomicReference<>();

        // when
        Scope.run(scope -> {
            Thread owner = Thread.currentThread();
            scope.defer(() -> order.add("first"));
            scope.defer(() -> {
                assertThat(Thread.currentThread()).isSameAs(owner);
                assertThat(goroutine.get().state()).isEqualTo(Goroutine.State.DEAD);
                order.add("second");
            });
            goroutine.set(scope.go(() -> Thread.yield()));
        });

        // then
        assertThat(order).containsExactly("second", "first");
    }

    @Test
    void should_be_shielded_when_the_scope_was_cancelled() {
        // given
        List<String> done = new ArrayList<>();
        ManualTime time = new ManualTime();

        // when
        assertThatThrownBy(() -> Scope.options()
                        .withContext(time.root())
                        .withTimeout(Duration.ofSeconds(1))
                        .run(scope -> {
                            scope.defer(() -> {
                                assertThat(Context.current().isCancelled()).isFalse();
                                Go.sleep(Duration.ZERO);
                                new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.MILLISECONDS);
                                Scope.run(inner ->
                                        done.add(inner.go(() -> "in a scope").await()));
                            });
                            time.advance(Duration.ofSeconds(1));
                        }))
                .isInstanceOf(DeadlineExceededException.class);

        // then
        assertThat(done).containsExactly("in a scope");
    }

    @Test
    void should_fail_the_scope_when_a_cleanup_fails_and_run_the_others() {
        // given
        List<String> order = new ArrayList<>();

        // when
        Throwable thrown = catchThrowable(() -> Scope.call(scope -> {
            scope.defer(() -> order.add("still runs"));
            scope.defer(() -> {
                throw failure;
            });
            return "value";
        }));

        // then
        assertThat(thrown).isSameAs(failure);
        assertThat(order).containsExactly("still runs");
    }

    @Test
    void should_suppress_the_cleanups_failure_when_the_body_had_failed() {
        IllegalStateException own = new IllegalStateException("body");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.defer(() -> {
                        throw failure;
                    });
                    throw own;
                }))
                .isSameAs(own)
                .hasSuppressedException(failure);
    }

    @Test
    void should_take_cleanups_from_goroutines_and_other_threads() throws Exception {
        List<String> order = new ArrayList<>();
        Scope.run(scope -> {
            scope.go(() -> scope.defer(() -> order.add("goroutine's"))).await();
            Work.on(Thread.ofVirtual(), () -> {
                scope.defer(() -> order.add("thread's"));
                return null;
            });
        });
        assertThat(order).containsExactly("thread's", "goroutine's");
    }

    @Test
    void should_run_cleanups_of_an_open_scope_when_it_is_closed() {
        List<String> order = new ArrayList<>();
        Scope scope = Scope.open();
        scope.defer(() -> order.add("closed"));
        scope.close();
        assertThat(order).containsExactly("closed");
    }

    @Test
    void should_run_when_the_scope_was_left_open() {
        List<String> order = new ArrayList<>();
        assertThatThrownBy(() -> Scope.run(scope -> Scope.open().defer(() -> order.add("abandoned"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(order).containsExactly("abandoned");
    }

    @Test
    void should_refuse_starts_in_the_scope_from_a_cleanup() throws Exception {
        Scope.run(scope -> scope.defer(() -> assertThatThrownBy(() -> scope.go(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed")));
    }

    @Test
    void should_keep_a_foreign_interrupt_of_a_cleanup_when_it_was_interrupted() throws Exception {
        Throwable thrown = Work.on(
                Thread.ofPlatform(),
                () -> catchThrowable(() -> Scope.run(scope -> scope.defer(() -> {
                    Thread.currentThread().interrupt();
                    Work.hang();
                }))));
        assertThat(thrown).isInstanceOf(InterruptedException.class);
    }
}
