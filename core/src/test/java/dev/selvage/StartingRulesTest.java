package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may start in a scope that is not shared. */
@ExtendWith(NothingLeft.class)
class StartingRulesTest {
    private static void refusesNamingShared(ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shared()")
                .hasMessageContaining("scope mine");
    }

    private static final ScopeOptions MINE = Scope.options().named("mine");

    @Test
    void should_allow_the_owner_and_goroutines_down_to_great_grandchildren() throws Exception {
        // given
        AtomicInteger ran = new AtomicInteger();

        // when
        MINE.run(scope -> scope.go(() -> {
            ran.incrementAndGet();
            scope.go(() -> {
                ran.incrementAndGet();
                scope.go(() -> scope.go(ran::incrementAndGet));
            });
        }));

        // then
        assertThat(ran).hasValue(3);
    }

    @Test
    void should_publish_the_parents_result_before_its_children_end() throws Exception {
        MINE.run(scope -> {
            CountDownLatch childMayEnd = new CountDownLatch(1);
            AtomicReference<Goroutine<?>> child = new AtomicReference<>();
            Goroutine<String> parent = scope.go(() -> {
                child.set(scope.go(() -> Work.await(childMayEnd)));
                return "published";
            });
            assertThat(parent.await()).isEqualTo("published");
            assertThat(parent.state()).isEqualTo(Goroutine.State.DEAD);
            assertThat(child.get().outcome()).isEmpty();
            childMayEnd.countDown();
        });
    }

    @Test
    void should_take_a_chain_of_a_thousand_goroutines_each_started_by_the_one_before() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        MINE.run(scope -> chain(scope, 1_000, ran));
        assertThat(ran).hasValue(1_000);
    }

    private static void chain(Scope scope, int left, AtomicInteger ran) {
        if (left > 0) {
            scope.go(() -> {
                ran.incrementAndGet();
                chain(scope, left - 1, ran);
            });
        }
    }

    @Test
    void should_refuse_the_owner_when_an_inner_scope_is_open() throws Exception {
        MINE.run(scope -> {
            Scope.options().named("inner").run(inner -> {
                refusesNamingShared(() -> scope.go(() -> {}));
                assertThatThrownBy(() -> scope.go(() -> {})).hasMessageContaining("mine/inner");
                inner.go(() -> {});
            });
            scope.go(() -> {});
        });
    }

    @Test
    void should_refuse_a_goroutine_when_an_inner_scope_is_open_on_its_thread() throws Exception {
        MINE.run(scope -> scope.go(() -> {
            Scope.run(inner -> refusesNamingShared(() -> scope.tryGo(() -> 1)));
            scope.go(() -> {});
        }));
    }

    @Test
    void should_refuse_a_goroutine_of_an_inner_scope() throws Exception {
        MINE.run(scope -> Scope.run(inner -> inner.go(() -> refusesNamingShared(() -> scope.goDaemon(() -> {})))));
    }

    @Test
    void should_refuse_foreign_threads() throws Exception {
        MINE.run(scope -> {
            for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
                Work.on(kind, () -> {
                    refusesNamingShared(() -> scope.go(() -> {}));
                    return null;
                });
            }
        });
    }

    @Test
    void should_refuse_a_thread_that_owns_a_scope_of_its_own() throws Exception {
        MINE.run(scope -> Work.on(Thread.ofVirtual(), () -> {
            Scope.run(other -> refusesNamingShared(() -> scope.go("theirs", () -> {})));
            return null;
        }));
    }

    @Test
    void should_refuse_hooks_and_completion_stages() throws Exception {
        MINE.run(scope -> {
            AtomicReference<Throwable> inHook = new AtomicReference<>();
            CountDownLatch ran = new CountDownLatch(1);
            try (CancellableContext ctx = Context.current().withCancel()) {
                ctx.onCancel(() -> {
                    try {
                        scope.go(() -> {});
                    } catch (IllegalStateException e) {
                        inHook.set(e);
                    }
                    ran.countDown();
                });
                ctx.cancel();
                Work.await(ran);
            }
            assertThat(inHook.get()).hasMessageContaining("shared()");
        });
    }

    @Test
    void should_have_no_effect_when_a_start_was_refused() throws Exception {
        int before = Goroutines.count();
        MINE.run(scope -> {
            Work.on(Thread.ofVirtual(), () -> {
                refusesNamingShared(() -> scope.go(() -> {}));
                return null;
            });
            assertThat(Goroutines.count()).isEqualTo(before);
        });
    }

    @Test
    void should_allow_starts_inside_of_a_context_run() throws Exception {
        List<String> order = new ArrayList<>();
        MINE.run(scope -> {
            Context.current()
                    .withoutCancel()
                    .run(() -> order.add(scope.go(() -> "in run").await()));
            scope.go(() -> Context.current().withoutCancel().run(() -> scope.go(() -> {})));
        });
        assertThat(order).containsExactly("in run");
    }

    @Test
    void should_name_the_argument_when_null_is_passed() throws Exception {
        MINE.run(scope -> {
            assertThatThrownBy(() -> scope.go((Task) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("task");
            assertThatThrownBy(() -> scope.go(null, () -> {}))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("name");
            assertThatThrownBy(() -> scope.defer(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("cleanup");
            assertThatThrownBy(() -> scope.cancel(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("message");
            assertThatThrownBy(() -> scope.tryGo(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("task");
        });
        assertThatThrownBy(() -> Scope.run(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("body");
    }
}
