package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No error lost, none told twice. */
@ExtendWith(NothingLeft.class)
class IsolatedTest {
    private static final ScopeOptions ISOLATED = Scope.options().isolated();

    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");

    private static Task throwing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    private static void untilEnded(Goroutine<?> goroutine) throws InterruptedException {
        Work.await(Work.ended(goroutine));
    }

    @Test
    void should_cancel_nobody_and_leave_together_at_the_end_when_goroutines_fail() {
        // given
        AtomicReference<Goroutine<String>> other = new AtomicReference<>();

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> ISOLATED.run(scope -> {
                    CountDownLatch bothFailed = new CountDownLatch(1);
                    other.set(scope.go(() -> {
                        bothFailed.await();
                        return "finished";
                    }));
                    untilEnded(scope.go(throwing(first)));
                    untilEnded(scope.go(throwing(second)));
                    assertThat(scope.context().isCancelled()).isFalse();
                    bothFailed.countDown();
                }));

        // then
        assertThat(other.get().outcome()).contains(new Outcome.Success<>("finished"));
        assertThat(thrown).hasCause(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }

    @Test
    void should_not_tell_again_what_await_or_outcome_showed() throws Exception {
        String value = ISOLATED.call(scope -> {
            Goroutine<?> awaited = scope.go(throwing(first));
            assertThatThrownBy(awaited::await).hasCause(first);
            Goroutine<?> looked = scope.go(throwing(second));
            untilEnded(looked);
            assertThat(looked.outcome().orElseThrow()).isInstanceOf(Outcome.Failure.class);
            return "value";
        });
        assertThat(value).isEqualTo("value");
    }

    @Test
    void should_leave_with_the_others_when_one_was_told() {
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> ISOLATED.run(scope -> {
                    assertThatThrownBy(scope.go(throwing(first))::await).hasCause(first);
                    scope.go(throwing(second));
                }));
        assertThat(thrown).hasCause(second).hasNoSuppressedExceptions();
        assertThat(thrown.failures()).hasSize(1);
    }

    @Test
    void should_leave_once_when_the_body_passes_on_what_await_threw() {
        // when
        Throwable thrown = catchThrowable(
                () -> ISOLATED.run(scope -> scope.go(throwing(first)).await()));

        // then: the body failed, with its own exception
        assertThat(thrown)
                .isInstanceOf(GoroutineFailedException.class)
                .hasCause(first)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_throw_from_join_once_and_not_again_at_the_end() throws Exception {
        String value = ISOLATED.call(scope -> {
            scope.go(throwing(first));
            assertThatThrownBy(scope::join)
                    .isInstanceOf(ScopeFailedException.class)
                    .hasCause(first);
            scope.join();
            return "value";
        });
        assertThat(value).isEqualTo("value");
    }

    @Test
    void should_leave_with_the_bodys_exception_first_when_both_failed() {
        IllegalStateException own = new IllegalStateException("body");
        assertThatThrownBy(() -> ISOLATED.run(scope -> {
                    untilEnded(scope.go(throwing(first)));
                    throw own;
                }))
                .isSameAs(own)
                .hasSuppressedException(first);
    }

    @Test
    void should_still_cancel_the_goroutines_when_the_body_fails() {
        assertThatThrownBy(() -> ISOLATED.run(scope -> {
                    scope.go(() -> Work.hang());
                    throw first;
                }))
                .isSameAs(first);
    }

    @Test
    void should_give_each_failure_to_the_handler_once_and_throw_nothing() throws Exception {
        // given
        Queue<GoroutineFailure> handled = new ConcurrentLinkedQueue<>();

        // when
        String value = Scope.options().isolated(handled::add).call(scope -> {
            Goroutine<?> awaited = scope.go("one", throwing(first));
            assertThatThrownBy(awaited::await).hasCause(first);
            assertThat(handled).hasSize(1); // before the goroutine counts as ended
            scope.go("two", throwing(second));
            scope.go("three", () -> {
                throw new AssertionError("panic");
            });
            scope.join();
            return "value";
        });

        // then
        assertThat(value).isEqualTo("value");
        assertThat(handled).extracting(GoroutineFailure::name).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void should_lose_nothing_when_hundreds_fail_at_once() throws Exception {
        // given
        AtomicInteger handled = new AtomicInteger();

        // when
        Scope.options().isolated(failure -> handled.incrementAndGet()).run(scope -> {
            for (int i = 0; i < 500; i++) {
                scope.go(throwing(first));
            }
        });
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> ISOLATED.run(scope -> {
                    for (int i = 0; i < 500; i++) {
                        scope.go(() -> {
                            throw new IOException();
                        });
                    }
                }));

        // then
        assertThat(handled).hasValue(500);
        assertThat(thrown.failures()).hasSize(500);
        assertThat(thrown.getSuppressed()).hasSize(499);
    }

    @Test
    void should_disturb_nothing_when_the_handler_throws() throws Exception {
        String value = Scope.options()
                .isolated(failure -> {
                    throw new IllegalStateException("handler");
                })
                .call(scope -> {
                    scope.go(throwing(first));
                    scope.join();
                    return scope.go(() -> "value").await();
                });
        assertThat(value).isEqualTo("value");
    }

    @Test
    void should_tell_every_failure_when_several_goroutines_throw_the_same_exception() {
        // given
        List<Goroutine<?>> handles = new ArrayList<>();

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> ISOLATED.run(scope -> {
                    for (int i = 0; i < 3; i++) {
                        handles.add(scope.go(throwing(first)));
                    }
                }));

        // then
        assertThat(thrown).hasCause(first).hasNoSuppressedExceptions();
        assertThat(handles).allSatisfy(one -> assertThatThrownBy(one::await).hasCause(first));
    }

    @Test
    void should_lose_nothing_when_a_goroutine_was_told_and_passed_it_on() {
        // when: nobody but another goroutine, which fails of it, was told of the failure
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> ISOLATED.run(scope -> {
                    Goroutine<?> failing = scope.go(throwing(first));
                    scope.go(() -> failing.await());
                }));

        // then
        assertThat(thrown).hasCause(first).hasNoSuppressedExceptions();
    }

    @Test
    void should_not_tell_again_when_the_one_that_passed_it_on_was_awaited() throws Exception {
        String value = ISOLATED.call(scope -> {
            Goroutine<?> failing = scope.go(throwing(first));
            Goroutine<?> passing = scope.go(() -> failing.await());
            assertThatThrownBy(passing::await).hasCause(first);
            return "value";
        });
        assertThat(value).isEqualTo("value");
    }
}
