package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class ThreadFactoryTest {
    private static ScopeOptions with(ThreadFactory factory) {
        return Scope.options().withThreadFactory(factory);
    }

    @Test
    void should_make_virtual_threads_by_default() throws Exception {
        Scope.run(scope -> assertThat(
                        scope.go(() -> Thread.currentThread().isVirtual()).await())
                .isTrue());
    }

    @Test
    void should_use_the_factory_for_goroutines_of_goroutines_too() throws Exception {
        // given
        Set<String> names = ConcurrentHashMap.newKeySet();

        // when
        with(Thread.ofPlatform().name("mine-", 0).factory())
                .run(scope -> scope.go(() -> {
                    names.add(Thread.currentThread().getName());
                    assertThat(Thread.currentThread().isVirtual()).isFalse();
                    scope.go(() -> names.add(Thread.currentThread().getName()));
                }));

        // then
        assertThat(names).containsExactlyInAnyOrder("mine-0", "mine-1");
    }

    @Test
    void should_name_the_thread_when_the_goroutine_has_a_name() throws Exception {
        Scope.run(scope -> assertThat(
                        scope.go("payment", () -> Thread.currentThread().getName())
                                .await())
                .isEqualTo("payment"));
    }

    @Test
    void should_refuse_and_go_on_when_the_factory_returns_null() throws Exception {
        // given
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory sometimes = task -> asked.getAndIncrement() == 0 ? null : new Thread(task);

        // then
        with(sometimes).run(scope -> {
            int before = Goroutines.count();
            assertThatThrownBy(() -> scope.go(() -> {})).isInstanceOf(RejectedExecutionException.class);
            assertThat(Goroutines.count()).isEqualTo(before);
            assertThat(scope.go(() -> 1).await()).isEqualTo(1);
        });
    }

    @Test
    void should_throw_what_the_factory_throws_and_go_on() throws Exception {
        // given
        AtomicInteger asked = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("no thread");
        ThreadFactory sometimes = task -> {
            if (asked.getAndIncrement() == 0) {
                throw failure;
            }
            return Thread.ofVirtual().unstarted(task);
        };

        // then
        with(sometimes).withLimit(1).run(scope -> {
            assertThatThrownBy(() -> scope.go(() -> {})).isSameAs(failure);
            assertThat(scope.go(() -> 1).await()).as("the slot is back").isEqualTo(1);
        });
    }

    @Test
    void should_fail_the_goroutine_when_the_factory_throws_on_the_spawners_thread() {
        // given: the first thread is the spawner's own
        AtomicInteger asked = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("no thread");
        ThreadFactory once = task -> {
            if (asked.getAndIncrement() > 0) {
                throw failure;
            }
            return Thread.ofVirtual().unstarted(task);
        };

        // then
        assertThatThrownBy(() ->
                        with(once).shared().run(scope -> Work.on(Thread.ofVirtual(), () -> scope.go(() -> {}))))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_open_nothing_when_the_spawner_gets_no_thread(boolean throwing) {
        ThreadFactory none = task -> {
            if (throwing) {
                throw new IllegalStateException("no thread");
            }
            return null;
        };
        assertThatThrownBy(() -> with(none).shared().run(scope -> {
                    throw new AssertionError("ran");
                }))
                .isInstanceOfAny(IllegalStateException.class, RejectedExecutionException.class);
    }

    @Test
    void should_cancel_interrupt_and_wait_on_platform_threads_as_well() {
        assertThatThrownBy(() -> with(Thread.ofPlatform().factory()).run(scope -> {
                    scope.go(() -> Work.hang());
                    scope.go(() -> {
                        scope.go(() -> Work.hang());
                        throw new IllegalStateException("failure");
                    });
                    Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasNoSuppressedExceptions();
    }
}
