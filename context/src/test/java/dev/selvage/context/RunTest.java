package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.internal.Ambient;
import dev.selvage.context.internal.OnThreads;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    private final Context outer = Context.background().with(KEY, "outer");
    private final Context inner = outer.withCancel().with(KEY, "inner");

    @ParameterizedTest
    @EnumSource
    void should_be_current_inside_and_restored_after_when_nested(OnThreads threads) throws Exception {
        threads.run(() -> {
            assertThat(Context.current()).isSameAs(Context.background());
            outer.run(() -> {
                assertThat(Context.current()).isSameAs(outer);
                inner.run(() -> assertThat(Context.current()).isSameAs(inner));
                assertThat(Context.current()).isSameAs(outer);
                outer.run(() -> assertThat(Context.current()).isSameAs(outer));
                assertThat(Context.current()).isSameAs(outer);
            });
            assertThat(Context.current()).isSameAs(Context.background());
            assertThat(Ambient.find()).as("nothing is left on the thread").isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_restore_when_the_body_throws(OnThreads threads) throws Exception {
        threads.run(() -> {
            IOException failure = new IOException("from the body");
            outer.run(() -> {
                assertThatThrownBy(() -> inner.run(() -> {
                            throw failure;
                        }))
                        .isSameAs(failure);
                assertThat(Context.current()).isSameAs(outer);
            });
            assertThatThrownBy(() -> inner.call(() -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class)
                    .hasNoSuppressedExceptions();
            assertThat(Context.current()).isSameAs(Context.background());
            assertThat(Ambient.find()).isNull();
        });
    }

    @Test
    void should_return_what_the_body_returns() throws Exception {
        assertThat(inner.<String, RuntimeException>call(() -> Context.current().get(KEY)))
                .isEqualTo("inner");
        assertThat(inner.<Object, RuntimeException>call(() -> null)).isNull();
    }

    @Test
    void should_run_in_a_cancelled_context_all_the_same() {
        // given
        CancellableContext cancelled = outer.withCancel();
        cancelled.cancel();
        AtomicReference<Context> seen = new AtomicReference<>();

        // when
        cancelled.run(() -> seen.set(Context.current()));

        // then
        assertThat(seen.get().isCancelled()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void should_not_be_inherited_by_a_thread_started_inside() throws Exception {
        // given
        AtomicReference<Context> seen = new AtomicReference<>();

        // when
        outer.run(() -> {
            Thread thread = Thread.ofPlatform().start(() -> seen.set(Context.current()));
            thread.join(30_000);
        });

        // then
        assertThat(seen.get()).isSameAs(Context.background());
    }
}
