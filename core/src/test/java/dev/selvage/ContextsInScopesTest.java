package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.dsl.Go;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ContextsInScopesTest {
    private static final ContextKey<String> USER = ContextKey.named("user", String.class);

    @Test
    void should_inherit_values_when_started_in_a_context() throws Exception {
        Context.background()
                .with(USER, "ann")
                .run(() -> Scope.run(scope -> {
                    assertThat(scope.context().get(USER)).isEqualTo("ann");
                    assertThat(scope.go(() -> Context.current().get(USER)).await())
                            .isEqualTo("ann");
                    Context.current().with(USER, "bob").run(() -> {
                        Goroutine<String> child = scope.go(() ->
                                scope.go(() -> Context.current().get(USER)).await());
                        assertThat(child.await()).isEqualTo("bob");
                    });
                    assertThat(scope.go(() -> Context.current().get(USER)).await())
                            .isEqualTo("ann");
                }));
    }

    @Test
    void should_have_a_context_of_its_own_when_it_is_a_goroutine() throws Exception {
        Scope.run(scope -> {
            Goroutine<Context> goroutine = scope.go(() -> Context.current());
            assertThat(goroutine.await()).isSameAs(goroutine.context()).isNotSameAs(scope.context());
        });
    }

    @Test
    void should_restore_the_current_context_when_a_run_is_left() throws Exception {
        Scope.run(scope -> scope.go(() -> {
            Context own = Context.current();
            Context inner = own.with(USER, "ann");
            inner.run(() -> {
                assertThat(Context.current()).isSameAs(inner);
                own.withoutCancel()
                        .run(() -> assertThat(Context.current().get(USER)).isNull());
                assertThat(Context.current()).isSameAs(inner);
            });
            assertThatThrownBy(() -> inner.run(() -> {
                        throw new IllegalStateException("out");
                    }))
                    .hasMessage("out");
            assertThat(Context.current()).isSameAs(own);
        }));
    }

    @Test
    void should_always_end_with_the_scope_although_the_context_is_not_below_it() throws Exception {
        AtomicReference<Goroutine<?>> goroutine = new AtomicReference<>();
        Scope.run(scope -> {
            Context.background()
                    .with(USER, "ann")
                    .run(() -> goroutine.set(scope.go(() -> {
                        assertThat(Context.current().get(USER)).isEqualTo("ann");
                        Work.hang();
                    })));
            Work.untilBlocked(goroutine.get());
            scope.cancel("enough");
        });
        assertThatThrownBy(() -> goroutine.get().await())
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("enough");
    }

    @Test
    void should_always_end_with_the_scope_although_started_in_a_context_without_cancel() throws Exception {
        AtomicReference<Goroutine<?>> goroutine = new AtomicReference<>();
        Scope.run(scope -> {
            Context.current().withoutCancel().run(() -> goroutine.set(scope.go(() -> Work.hang())));
            scope.cancel("enough");
        });
        assertThatThrownBy(() -> goroutine.get().await()).isInstanceOf(CancelledException.class);
    }

    @Test
    void should_wake_our_wait_when_the_context_it_runs_in_is_cancelled() throws Exception {
        Scope.run(scope -> {
            CancellableContext narrow = Context.current().withCancel();
            Goroutine<?> goroutine = scope.go(() -> narrow.run(() ->
                    assertThatThrownBy(() -> Go.sleep(Duration.ofHours(1))).isInstanceOf(InterruptedException.class)));
            Work.untilBlocked(goroutine);
            narrow.cancel();
            goroutine.await();
            assertThat(scope.context().isCancelled()).isFalse();
        });
    }

    @Test
    void should_cancel_children_with_the_goroutine_that_started_them_but_not_when_it_just_ends() throws Exception {
        Scope.run(scope -> {
            CountDownLatch mayEnd = new CountDownLatch(1);
            AtomicReference<Goroutine<String>> child = new AtomicReference<>();
            Goroutine<?> parent = scope.go(() -> {
                Context.current(); // makes the context
                child.set(scope.go(() -> {
                    mayEnd.await();
                    return "survived";
                }));
            });
            parent.await();
            assertThat(parent.context().isCancelled()).isTrue();
            assertThat(child.get().context().isCancelled()).isFalse();
            mayEnd.countDown();
            assertThat(child.get().await()).isEqualTo("survived");
        });
    }

    @Test
    void should_let_work_go_on_in_a_shield_when_the_scope_is_cancelled() throws Exception {
        AtomicReference<String> saved = new AtomicReference<>();
        Scope.run(scope -> {
            Goroutine<?> goroutine = scope.go(() -> {
                try {
                    Work.hang();
                } finally {
                    try (CancellableContext cleanup = Context.current().shielded(Duration.ofHours(1))) {
                        cleanup.run(() -> {
                            Go.sleep(Duration.ofMillis(1));
                            Thread.sleep(1);
                            saved.set("saved");
                        });
                    }
                }
            });
            Work.untilBlocked(goroutine);
            scope.cancel("enough");
        });
        assertThat(saved).hasValue("saved");
    }

    @Test
    void should_show_the_chain_without_values() throws Exception {
        Context.background()
                .with(USER, "secret")
                .run(() -> Scope.options()
                        .named("checkout")
                        .run(scope -> scope.go(
                                "payment",
                                () -> assertThat(Context.current().toString())
                                        .contains("user")
                                        .contains("checkout")
                                        .contains("payment#")
                                        .doesNotContain("secret"))));
    }
}
