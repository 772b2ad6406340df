package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class NestedScopesTest {
    private final IOException failure = new IOException("outer");

    @Test
    void should_end_inner_scopes_when_an_outer_goroutine_fails() {
        assertThatThrownBy(() -> Scope.run(outer -> {
                    Thread owner = Thread.currentThread();
                    outer.go(() -> {
                        Work.untilBlocked(owner);
                        throw failure;
                    });
                    Scope.run(middle -> Scope.run(inner -> {
                        inner.go(() -> Work.hang());
                        Work.hang();
                    }));
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_throw_cancelled_out_of_the_inner_scope_when_the_outer_is_cancelled() throws Exception {
        String value = Scope.call(outer -> {
            Thread owner = Thread.currentThread();
            outer.go(() -> {
                Work.untilBlocked(owner);
                outer.cancel("enough");
            });
            try {
                return Scope.call(inner -> Work.hang());
            } catch (CancelledException e) {
                assertThat(e.reason()).isSameAs(outer.context().reason().orElseThrow());
                return "handled";
            }
        });
        assertThat(value).isEqualTo("handled");
    }

    @Test
    void should_leave_the_outer_scope_alone_when_an_inner_failure_is_handled() throws Exception {
        String value = Scope.call(outer -> {
            Goroutine<String> other = outer.go(() -> "other");
            try {
                Scope.run(inner -> inner.go(() -> {
                    throw failure;
                }));
            } catch (ScopeFailedException e) {
                assertThat(outer.context().isCancelled()).isFalse();
            }
            return other.await();
        });
        assertThat(value).isEqualTo("other");
    }

    @Test
    void should_know_the_innermost_scope_and_context_when_nested() throws Exception {
        assertThatThrownBy(Scope::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no scope");
        Scope.run(outer -> {
            assertThat(Scope.current()).isSameAs(outer);
            Scope.run(inner -> {
                assertThat(Scope.current()).isSameAs(inner);
                assertThat(Context.current()).isSameAs(inner.context());
                inner.go(() -> assertThat(Scope.current()).isSameAs(inner));
            });
            outer.go(() -> {
                assertThat(Scope.current()).isSameAs(outer);
                Scope.run(third -> assertThat(Scope.current()).isSameAs(third));
                assertThat(Scope.current()).isSameAs(outer);
            });
            assertThat(Scope.current()).isSameAs(outer);
            assertThat(Context.current()).isSameAs(outer.context());
        });
        assertThatThrownBy(Scope::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_not_wait_for_goroutines_of_the_outer_scope_when_the_inner_ends() throws Exception {
        Scope.run(outer -> {
            CountDownLatch innerEnded = new CountDownLatch(1);
            outer.go(() -> Work.await(innerEnded));
            Scope.run(inner -> inner.go(() -> {}));
            innerEnded.countDown();
        });
    }

    @Test
    void should_wait_for_everything_when_goroutines_have_scopes_of_their_own() throws Exception {
        AtomicReference<Goroutine<?>> deep = new AtomicReference<>();
        Scope.run(a -> a.go(() -> Scope.run(b -> b.go(() -> Scope.run(c -> deep.set(c.go(() -> Thread.yield())))))));
        assertThat(deep.get().state()).isEqualTo(Goroutine.State.DEAD);
    }

    @Test
    void should_be_a_child_of_another_context_when_asked_and_still_end_in_order() throws Exception {
        Scope.run(outer -> {
            Scope inner = Scope.options().withContext(Context.background()).open();
            outer.cancel("outer only");
            assertThat(inner.context().isCancelled()).isFalse();
            inner.close();
        });
    }
}
