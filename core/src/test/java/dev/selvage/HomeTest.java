package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.internal.jdk.TaskScope;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Threads that a scope does not know of, or that have been tampered with, still see where they are. */
@ExtendWith(NothingLeft.class)
class HomeTest {
    private static final ContextKey<String> KEY = ContextKey.named("key", String.class);

    /** Runs something on a thread that the JDK's own StructuredTaskScope forked. */
    private static void inRawFork(Callable<?> work) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (TaskScope raw = TaskScope.open(null, null)) {
            raw.fork(new TaskScope.Task() {
                private volatile boolean begun;

                @Override
                public Object call() {
                    begun = true;
                    try {
                        return work.call();
                    } catch (Throwable e) {
                        thrown.set(e);
                        return null;
                    }
                }

                @Override
                public boolean hasBegun() {
                    return begun;
                }
            });
        }
        assertThat(thrown).hasNullValue();
    }

    @Test
    void should_see_context_and_scope_when_forked_raw_below_a_body() throws Exception {
        Context parent = Context.background().with(KEY, "value");
        Scope.options()
                .withContext(parent)
                .run(scope -> inRawFork(() -> {
                    assertThat(Context.current()).isSameAs(scope.context());
                    assertThat(Context.current().get(KEY)).isEqualTo("value");
                    assertThat(Scope.current()).isSameAs(scope);
                    assertThatThrownBy(() -> scope.go(() -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("shared()");
                    return null;
                }));
    }

    @Test
    void should_see_the_scope_when_forked_raw_below_a_goroutine() throws Exception {
        Scope.run(scope -> scope.go(() -> inRawFork(() -> {
            assertThat(Scope.current()).isSameAs(scope);
            return null;
        })));
    }

    @Test
    void should_open_scopes_below_the_one_around_when_forked_raw() throws Exception {
        Scope.options()
                .named("outer")
                .run(outer -> inRawFork(() -> {
                    Scope.options().named("inner").run(inner -> {
                        assertThat(Scope.current()).isSameAs(inner);
                        inner.go(() -> assertThat(Scope.current()).isSameAs(inner));
                    });
                    assertThat(Scope.current()).isSameAs(outer);
                    return null;
                }));
    }

    @Test
    void should_wake_our_waits_on_a_raw_fork_when_the_scope_is_cancelled() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> hanging = scope.go(() -> Work.hang());
            inRawFork(() -> {
                scope.cancel("stop");
                assertThatThrownBy(() -> dev.selvage.dsl.Go.sleep(java.time.Duration.ofHours(1)))
                        .isInstanceOf(InterruptedException.class);
                return null;
            });
            Thread.interrupted();
            assertThatThrownBy(hanging::await).isInstanceOfAny(CancelledException.class, InterruptedException.class);
        });
    }

    @Test
    void should_still_know_where_it_is_when_the_user_replaced_the_uncaught_exception_handler() throws Exception {
        Scope.options()
                .named("outer")
                .run(outer -> outer.go(() -> {
                    Context own = Context.current();
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                    assertThat(Scope.current()).isSameAs(outer);
                    assertThat(Context.current()).isSameAs(own);
                    outer.go(() -> {}).await();
                    own.with(KEY, "value")
                            .run(() -> assertThat(Context.current().get(KEY)).isEqualTo("value"));
                    Scope.run(inner -> {
                        assertThat(Scope.current()).isSameAs(inner);
                        inner.go(() -> {}).await();
                    });
                    assertThat(Context.current()).isSameAs(own);
                }));
    }

    @Test
    void should_be_woken_and_cancelled_as_ever_when_the_handler_was_replaced() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> goroutine = scope.go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                Work.hang();
            });
            Work.untilBlocked(goroutine);
            goroutine.cancel();
            assertThatThrownBy(goroutine::await).isInstanceOf(CancelledException.class);
        });
    }

    @Test
    void should_be_in_nothing_when_a_plain_thread_is_started_in_a_body() throws Exception {
        Scope.run(scope -> Work.on(Thread.ofVirtual(), () -> {
            assertThat(Context.current()).isSameAs(Context.background());
            assertThatThrownBy(Scope::current).isInstanceOf(IllegalStateException.class);
            return null;
        }));
    }
}
