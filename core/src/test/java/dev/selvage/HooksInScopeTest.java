package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hooks belong to the scope in which they were registered. */
@ExtendWith(NothingLeft.class)
class HooksInScopeTest {
    @Test
    void should_wait_for_a_running_hook_when_the_scope_ends() {
        // given
        AtomicBoolean done = new AtomicBoolean();

        // when
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Thread owner = Thread.currentThread();
                    scope.context().onCancel(() -> {
                        Work.untilBlocked(owner); // the owner waits for this hook
                        done.set(true);
                    });
                    throw new IllegalStateException("failure");
                }))
                .hasMessage("failure");

        // then
        assertThat(done).isTrue();
    }

    @Test
    void should_run_hooks_on_the_scopes_context_when_it_ends_normally() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Scope.run(scope -> scope.context().onCancel(() -> ran.set(true)));
        assertThat(ran).isTrue();
    }

    @Test
    void should_wait_for_hooks_registered_by_goroutines() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Scope.run(scope -> {
            CountDownLatch registered = new CountDownLatch(10);
            for (int i = 0; i < 10; i++) {
                scope.go(() -> {
                    Context.current().onCancel(ran::incrementAndGet);
                    registered.countDown();
                    Work.hang();
                });
            }
            Work.await(registered);
            scope.cancel("enough");
        });
        assertThat(ran).hasValue(10);
    }

    @Test
    void should_wait_for_a_hook_on_a_context_of_others_when_it_was_registered_here() throws Exception {
        // given
        CancellableContext elsewhere = Context.background().withCancel();
        AtomicBoolean done = new AtomicBoolean();

        // when
        Scope.run(scope -> {
            Thread owner = Thread.currentThread();
            CountDownLatch running = new CountDownLatch(1);
            elsewhere.onCancel(() -> {
                running.countDown();
                Work.untilBlocked(owner);
                done.set(true);
            });
            elsewhere.cancel();
            Work.await(running);
        });

        // then
        assertThat(done).isTrue();
    }

    @Test
    void should_run_for_the_work_and_not_after_it_when_closed_with_the_work() throws Exception {
        AtomicBoolean aborted = new AtomicBoolean();
        Scope.run(scope -> {
            try (Registration hook = scope.context().onCancel(() -> aborted.set(true))) {
                assertThat(hook.stop()).isTrue();
            }
            scope.cancel("after the work");
        });
        assertThat(aborted).isFalse();
    }

    @Test
    void should_harm_nobody_when_a_hook_throws() throws Exception {
        int value = Scope.call(scope -> {
            scope.context().onCancel(() -> {
                throw new IllegalStateException("hook");
            });
            scope.cancel("enough");
            return 1;
        });
        assertThat(value).isEqualTo(1);
    }

    @Test
    void should_run_in_a_context_that_is_not_cancelled() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean(true);
        Scope.run(scope -> {
            scope.context().onCancel(() -> cancelled.set(Context.current().isCancelled()));
            scope.cancel("enough");
        });
        assertThat(cancelled).isFalse();
    }
}
