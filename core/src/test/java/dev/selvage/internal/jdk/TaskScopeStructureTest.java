package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nesting, ScopedValue bindings, and threads that may not use a scope. */
class TaskScopeStructureTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    private static ThreadFactory factory(boolean virtual) {
        return virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().factory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_inherit_the_bindings_the_scope_was_opened_with_when_forked(boolean virtual) throws Exception {
        // given
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<String> seenBelow = new AtomicReference<>();

        // when
        ScopedValue.where(USER, "ada").call(() -> {
            try (TaskScope scope = TaskScope.open(null, factory(virtual))) {
                scope.fork(TestTask.of(() -> {
                    seen.set(USER.get());
                    TaskScope below = TaskScope.openCounted(null, null);
                    below.fork(TestTask.counted(below, () -> {
                        seenBelow.set(USER.get());
                        return null;
                    }));
                    below.close();
                    return null;
                }));
            }
            return null;
        });

        // then
        assertThat(seen).hasValue("ada");
        assertThat(seenBelow).hasValue("ada");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_say_what_to_do_and_go_on_when_a_value_was_bound_since_open(boolean virtual) throws Exception {
        // given
        AtomicBoolean refusedRan = new AtomicBoolean();
        AtomicBoolean laterRan = new AtomicBoolean();
        try (TaskScope scope = TaskScope.open(null, factory(virtual))) {
            // when
            ScopedValue.where(USER, "ada").run(() -> {
                // then
                assertThatThrownBy(() -> scope.fork(setting(refusedRan)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "A ScopedValue was bound after this scope was opened, and its threads could not see it: "
                                        + "open a scope inside the binding and start there");
            });
            scope.fork(setting(laterRan));
        }
        assertThat(refusedRan).isFalse();
        assertThat(laterRan).isTrue();
    }

    @Test
    void should_start_nothing_and_say_so_when_an_enclosing_scope_has_ended_first() {
        // given
        TaskScope outer = TaskScope.open("outer", null);
        TaskScope inner = TaskScope.open("inner", null);
        AtomicBoolean ranBefore = new AtomicBoolean();
        AtomicBoolean ranAfter = new AtomicBoolean();
        inner.fork(setting(ranBefore));

        // when
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This scope was closed before a scope or ScopedValue binding that began inside it");

        // then
        assertThat(ranBefore).isTrue();
        assertThatThrownBy(() -> inner.fork(setting(ranAfter)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("The task was not started");
        assertThatCode(inner::close).doesNotThrowAnyException();
        assertThatCode(outer::close).doesNotThrowAnyException();
        assertThat(ranAfter).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_start_nothing_and_say_so_when_the_binding_around_the_scope_has_ended(boolean virtual) {
        // given
        AtomicReference<TaskScope> left = new AtomicReference<>();
        AtomicBoolean ran = new AtomicBoolean();

        // when: the JDK closes what the binding's block leaves open, and raises
        assertThatThrownBy(() ->
                        ScopedValue.where(USER, "ada").run(() -> left.set(TaskScope.open(null, factory(virtual)))))
                .satisfies(e -> assertThat(Thrown.isStructureViolation(e)).isTrue());

        // then
        TaskScope scope = left.get();
        assertThatThrownBy(() -> scope.fork(setting(ran))).isInstanceOf(RejectedExecutionException.class);
        assertThatCode(scope::close).doesNotThrowAnyException();
        assertThat(ran).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_raise_be_closed_and_keep_the_flag_when_closed_inside_a_later_binding(boolean counted) {
        // given
        TaskScope scope = TestTask.open(counted);
        AtomicBoolean ran = new AtomicBoolean();
        scope.fork(TestTask.of(scope, counted, () -> ran.compareAndSet(false, true)));

        // when, then
        ScopedValue.where(USER, "ada").run(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(scope::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed before a scope or ScopedValue binding that began inside it");
            assertThat(Thread.interrupted()).isTrue();
        });
        assertThat(ran).isTrue();
        assertThatCode(scope::close).doesNotThrowAnyException();
    }

    @Test
    void should_close_without_a_word_when_closed_by_force_and_counted() {
        // given
        TaskScope outer = TaskScope.open("outer", null);
        TaskScope inner = TaskScope.openCounted("inner", null);
        AtomicBoolean ran = new AtomicBoolean();
        inner.fork(TestTask.counted(inner, () -> ran.compareAndSet(false, true)));
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> inner.fork(TestTask.counted(inner, () -> null)))
                .isInstanceOf(RejectedExecutionException.class);

        // when: what was dropped is not waited for
        Thread.currentThread().interrupt();
        assertThatCode(inner::close).doesNotThrowAnyException();

        // then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).isTrue();
    }

    @Test
    void should_nest_when_closed_in_order() {
        AtomicBoolean innerRan = new AtomicBoolean();
        AtomicBoolean outerRan = new AtomicBoolean();
        try (TaskScope outer = TaskScope.open(null, null)) {
            try (TaskScope inner = TaskScope.open(null, null)) {
                inner.fork(setting(innerRan));
            }
            assertThat(innerRan).isTrue();
            outer.fork(setting(outerRan));
        }
        assertThat(outerRan).isTrue();
    }

    @Test
    void should_refuse_every_method_when_another_thread_calls() throws Exception {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        AtomicReference<Throwable> fromInside = new AtomicReference<>();
        try (TaskScope scope = TaskScope.open(null, null)) {
            Thread stranger = Thread.ofPlatform().start(() -> {
                // when, then
                assertThatThrownBy(() -> scope.fork(setting(ran))).isInstanceOf(WrongThreadException.class);
                assertThatThrownBy(scope::close).isInstanceOf(WrongThreadException.class);
                asked.countDown();
            });
            scope.fork(TestTask.of(() -> {
                try {
                    scope.fork(setting(ran));
                } catch (WrongThreadException e) {
                    fromInside.set(e);
                }
                return null;
            }));
            stranger.join();
        }
        assertThat(asked.getCount()).isZero();
        assertThat(fromInside.get()).hasMessageContaining("Only the thread that opened this scope");
        assertThat(ran).isFalse();
    }

    private static TestTask setting(AtomicBoolean flag) {
        return TestTask.of(() -> {
            flag.set(true);
            return null;
        });
    }
}
