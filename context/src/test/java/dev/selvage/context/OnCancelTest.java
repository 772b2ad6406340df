package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.selvage.context.internal.CancelNode;
import dev.selvage.context.internal.Logged;
import dev.selvage.context.internal.OnThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnCancelTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final CancellableContext context = Context.background().withCancel();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void should_run_the_hook_once_when_cancelled_and_not_before() {
        // given
        Registration hook = context.with(KEY, "v").onCancel(runs::incrementAndGet);
        assertThat(runs).hasValue(0);

        // when
        context.cancel();
        context.cancel();
        hook.close();

        // then
        assertThat(runs).hasValue(1);
        assertThat(hook.stop()).isFalse();
    }

    @Test
    void should_run_the_hook_at_once_when_cancelled_already() {
        // given
        context.cancel();

        // when
        Registration hook = context.onCancel(runs::incrementAndGet);
        hook.close();

        // then
        assertThat(runs).hasValue(1);
        assertThat(((CancelNode) context).linked()).isZero();
    }

    @Test
    void should_run_the_hook_when_a_parent_or_a_member_is_cancelled() {
        // given
        CancellableContext any = Context.any(Context.background(), context.withCancel());
        Registration hook = any.withCancel().onCancel(runs::incrementAndGet);

        // when
        context.cancel();
        hook.close();

        // then
        assertThat(runs).hasValue(1);
    }

    @Test
    void should_never_run_the_hook_when_stopped_before() {
        // given
        Registration hook = context.onCancel(runs::incrementAndGet);

        // when
        boolean stopped = hook.stop();
        context.cancel();
        hook.close();

        // then
        assertThat(stopped).isTrue();
        assertThat(hook.stop()).isTrue();
        assertThat(runs).hasValue(0);
    }

    @Test
    void should_never_run_the_hook_when_nothing_can_be_cancelled() {
        // given
        Registration hook = Context.background().with(KEY, "v").onCancel(runs::incrementAndGet);

        // when, then
        assertThat(hook.stop()).isTrue();
        assertThat(runs).hasValue(0);
    }

    @Test
    void should_log_and_harm_nobody_when_a_hook_throws() {
        try (Logged log = new Logged()) {
            // given
            Registration before = context.onCancel(runs::incrementAndGet);
            Registration thrower = context.onCancel(() -> {
                throw new AssertionError("thrown by the hook");
            });
            Registration after = context.withCancel().onCancel(runs::incrementAndGet);

            // when
            context.cancel();
            before.close();
            thrower.close();
            after.close();

            // then
            assertThat(runs).hasValue(2);
            assertThat(log.text()).contains("onCancel hook").contains("thrown by the hook");
        }
    }

    @Test
    void should_harm_nobody_when_a_hook_blocks() throws Exception {
        // given
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(2);
        context.onCancel(others::countDown);
        Registration blocked = context.onCancel(() -> awaitQuietly(release));
        context.onCancel(others::countDown);

        // when
        context.cancel();

        // then
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(blocked.stop()).isFalse();
        release.countDown();
        blocked.close();
    }

    @Test
    void should_wait_for_the_hook_when_closed_while_it_runs() throws Exception {
        // given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Registration hook = context.onCancel(() -> {
            running.countDown();
            awaitQuietly(release);
            done.set(true);
        });
        context.cancel();
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        // when
        AtomicBoolean doneAtClose = new AtomicBoolean();
        AtomicBoolean flag = new AtomicBoolean();
        Thread closer = OnThreads.PLATFORM.start(() -> {
            hook.close();
            doneAtClose.set(done.get());
            flag.set(Thread.currentThread().isInterrupted());
        });
        await().until(() -> closer.getState() == Thread.State.WAITING);
        closer.interrupt();

        // then
        assertThat(closer.isAlive()).isTrue();
        release.countDown();
        closer.join(30_000);
        assertThat(doneAtClose).isTrue();
        assertThat(flag).as("the interrupt is kept").isTrue();
    }

    @Test
    void should_return_at_once_when_the_hook_closes_itself() throws Exception {
        // given
        AtomicReference<Registration> self = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        self.set(context.onCancel(() -> {
            self.get().close();
            done.countDown();
        }));

        // when
        context.cancel();

        // then
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_run_in_a_live_context_with_the_values_on_a_virtual_thread() throws Exception {
        // given
        AtomicReference<Context> seen = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Registration hook = context.with(KEY, "value").onCancel(() -> {
            seen.set(Context.current());
            thread.set(Thread.currentThread());
        });

        // when
        context.cancel();
        hook.close();

        // then
        assertThat(seen.get().get(KEY)).isEqualTo("value");
        assertThat(seen.get().isCancelled()).isFalse();
        assertThat(thread.get().isVirtual()).isTrue();
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void should_not_inherit_thread_locals_of_the_canceller() {
        // given
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>("not run");
        Registration hook = context.onCancel(() -> seen.set(local.get()));

        // when
        local.set("the canceller's");
        context.cancel();
        hook.close();
        local.remove();

        // then
        assertThat(seen.get()).isNull();
    }

    @Test
    void should_not_accumulate_when_hooks_are_stopped_or_run() {
        // when
        for (int i = 0; i < 1_000; i++) {
            context.onCancel(runs::incrementAndGet).stop();
        }

        // then
        assertThat(((CancelNode) context).linked()).isZero();

        // when
        Registration last = context.onCancel(runs::incrementAndGet);
        context.cancel();
        last.close();

        // then
        assertThat(((CancelNode) context).linked()).isZero();
        assertThat(runs).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As a JDBC statement has it. */
    private static final class Statement {
        private final AtomicInteger cancelled = new AtomicInteger();

        void cancel() throws java.io.IOException {
            cancelled.incrementAndGet();
            throw new java.io.IOException("the connection is gone");
        }
    }

    @Test
    void should_take_a_method_that_throws_a_checked_exception() {
        // given
        Statement statement = new Statement();
        Registration hook = context.onCancel(statement::cancel);

        // when
        context.cancel();
        hook.close();

        // then
        assertThat(statement.cancelled).hasValue(1);
    }
}
