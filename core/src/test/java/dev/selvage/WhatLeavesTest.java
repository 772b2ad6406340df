package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancelledException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class WhatLeavesTest {
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final IOException third = new IOException("third");

    private static Task failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    /** Fails with {@code failure} when it is cancelled, which is real: it is not the interrupt. */
    private static Task failingWhenCancelled(Exception failure) {
        return () -> {
            try {
                Work.hang();
            } catch (InterruptedException e) {
                throw failure;
            }
        };
    }

    @Test
    void should_keep_real_failures_as_suppressed_in_time_order_when_they_come_during_cancellation() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    Goroutine<?> waiting = scope.go("second", failingWhenCancelled(second));
                    CountDownLatch secondFailed = Work.ended(waiting);
                    Goroutine<?> last = scope.go("third", () -> {
                        Work.ignoringInterrupts(secondFailed);
                        throw third;
                    });
                    Work.untilBlocked(waiting);
                    Work.untilBlocked(last);
                    scope.go("first", failing(first));
                }));

        // then
        assertThat(thrown).hasCause(first);
        assertThat(thrown.getSuppressed()).containsExactly(second, third);
        assertThat(thrown.failures()).extracting(GoroutineFailure::name).containsExactly("first", "second", "third");
        assertThat(thrown.failure()).isSameAs(thrown.failures().getFirst());
        assertThat(thrown).hasMessageContaining("scope/first#").hasMessageContaining("2 more failed");
    }

    @Test
    void should_filter_what_the_scope_caused_when_it_was_cancelled_for_a_failure() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    Goroutine<?> sleeper = scope.go(() -> Work.hang());
                    scope.go(() -> sleeper.await());
                    scope.go(() -> Scope.run(inner -> inner.go(() -> Work.hang())));
                    Work.untilBlocked(sleeper);
                    scope.go(failing(first));
                    Work.hang();
                }));

        // then
        assertThat(thrown).hasCause(first).hasNoSuppressedExceptions();
        assertThat(thrown.failures()).hasSize(1);
    }

    @Test
    void should_keep_an_interrupt_that_is_not_ours_when_a_goroutine_throws_one_of_its_own() {
        // given
        InterruptedException own = new InterruptedException("thrown by hand");

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> scope.go(() -> {
                    throw own;
                })));

        // then
        assertThat(thrown).hasCause(own);
    }

    @Test
    void should_keep_a_cancellation_of_something_else_when_a_goroutine_throws_it() {
        // given
        CancelledException other =
                CancelledException.of(new CancelReason(Kind.CANCELLED, "something else", Optional.empty()));

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> scope.go(() -> {
                    throw other;
                })));

        // then
        assertThat(thrown).hasCause(other);
    }

    @Test
    void should_suppress_what_the_body_makes_of_the_cancellation_when_that_is_an_exception_of_its_own() {
        // given
        IllegalStateException own = new IllegalStateException("made of the interrupt");

        // when
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.go(failing(first));
                    try {
                        Work.hang();
                    } catch (InterruptedException e) {
                        throw own;
                    }
                }))
                // then: the first in time is primary
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(first)
                .hasSuppressedException(own);
    }

    @Test
    void should_leave_with_the_bodys_own_type_when_the_body_failed_first() {
        // given
        FileNotFoundException own = new FileNotFoundException("body");

        // when
        IOException thrown = catchThrowableOfType(
                IOException.class,
                () -> Scope.<IOException>run(scope -> {
                    Goroutine<?> waiting = scope.go(failingWhenCancelled(second));
                    Work.untilBlocked(waiting);
                    throw own;
                }));

        // then
        assertThat(thrown).isSameAs(own);
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }

    @Test
    void should_leave_once_when_the_body_passes_on_what_await_threw() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> scope.go(failing(first)).await()));

        // then
        assertThat(thrown).hasCause(first).hasNoSuppressedExceptions();
        assertThat(thrown.failures()).hasSize(1);
    }

    @Test
    void should_leave_once_when_the_body_passes_on_what_join_threw() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.run(scope -> {
                    scope.go(failing(first));
                    scope.join();
                }));

        // then
        assertThat(thrown).hasCause(first).hasNoSuppressedExceptions();
        assertThat(thrown.failures()).hasSize(1);
    }

    @Test
    void should_still_fail_when_the_body_swallows_what_await_threw() {
        assertThatThrownBy(() -> Scope.call(scope -> {
                    try {
                        return scope.go(failing(first)).await();
                    } catch (GoroutineFailedException e) {
                        return null;
                    }
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(first);
    }

    @Test
    void should_wrap_the_awaited_failure_when_the_body_adds_words_of_its_own() {
        // given
        AtomicReference<Throwable> own = new AtomicReference<>();

        // when
        Throwable thrown = catchThrowableOfType(
                Exception.class,
                () -> Scope.run(scope -> {
                    try {
                        scope.go(failing(first)).await();
                    } catch (GoroutineFailedException e) {
                        own.set(new IllegalArgumentException("while paying", e));
                        throw (IllegalArgumentException) own.get();
                    }
                }));

        // then: first in time is the goroutine's failure; the body's words hold it already, so there is no cycle
        assertThat(thrown).isInstanceOf(ScopeFailedException.class).hasCause(first);
        assertThat(thrown.getSuppressed()).containsExactly(own.get());
    }

    @Test
    void should_give_the_original_type_when_rethrown_as() {
        // given
        ScopeFailedException thrown =
                catchThrowableOfType(ScopeFailedException.class, () -> Scope.run(scope -> scope.go(failing(first))));

        // then
        assertThatThrownBy(() -> thrown.rethrowAs(IOException.class)).isSameAs(first);
        thrown.rethrowAs(IllegalStateException.class);
        assertThatThrownBy(() -> thrown.rethrowAs(null)).isInstanceOf(NullPointerException.class);
    }
}
