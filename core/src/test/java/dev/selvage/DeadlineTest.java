package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.context.CancelReason.Kind;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class DeadlineTest {
    private static final Duration TIMEOUT = Duration.ofMillis(5);

    private final ManualTime time = new ManualTime();
    private final ScopeOptions soon =
            Scope.options().named("soon").withContext(time.root()).withTimeout(TIMEOUT);
    private final ScopeOptions late =
            Scope.options().named("late").withContext(time.root()).withTimeout(Duration.ofHours(1));

    /** Blocks until the interrupt of a deadline, which passes once this thread is blocked. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private <T> T hangUntilDeadline() throws InterruptedException {
        time.advanceWhenBlocked(Thread.currentThread(), TIMEOUT);
        return Work.hang();
    }

    @Test
    void should_end_body_and_goroutines_when_the_deadline_passes() {
        // when
        DeadlineExceededException thrown = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> soon.run(scope -> {
                    scope.go(() -> Work.hang());
                    hangUntilDeadline();
                }));

        // then
        assertThat(thrown.reason().kind()).isEqualTo(Kind.DEADLINE);
        assertThat(thrown).hasMessageContaining("5 ms").hasMessageContaining("soon");
    }

    @Test
    void should_throw_when_the_body_swallows_the_interrupt_and_returns_a_value() {
        assertThatThrownBy(() -> soon.call(scope -> {
                    try {
                        return hangUntilDeadline();
                    } catch (InterruptedException e) {
                        return "swallowed";
                    }
                }))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_throw_when_the_body_noticed_nothing_and_returns_a_value() {
        assertThatThrownBy(() -> soon.call(scope -> {
                    time.advance(TIMEOUT);
                    return "value";
                }))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_throw_when_a_goroutine_ends_after_the_deadline_although_the_body_had_its_value() {
        assertThatThrownBy(() -> soon.call(scope -> {
                    scope.go(() -> time.advance(TIMEOUT));
                    return "value";
                }))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_return_the_value_when_everything_finished_before() throws Exception {
        assertThat(late.<Integer, Exception>call(scope -> scope.go(() -> 1).await()))
                .isEqualTo(1);
    }

    @Test
    void should_leave_with_the_bodys_own_exception_when_it_made_one_of_the_timeout() {
        // given
        UncheckedIOException own = new UncheckedIOException(new IOException("gave up"));

        // then
        assertThatThrownBy(() -> soon.run(scope -> {
                    try {
                        hangUntilDeadline();
                    } catch (InterruptedException e) {
                        throw own;
                    }
                }))
                .isSameAs(own);
    }

    @Test
    void should_leave_with_deadline_exceeded_when_the_body_passes_on_a_cancelled_await() {
        assertThatThrownBy(() -> soon.run(scope -> {
                    Goroutine<?> goroutine = scope.go(() -> Work.hang());
                    time.advance(TIMEOUT);
                    Work.ignoringInterrupts(Work.ended(goroutine));
                    goroutine.await();
                }))
                .isInstanceOf(DeadlineExceededException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_not_take_the_inner_timeout_for_its_own_when_that_passes_through() {
        // when
        DeadlineExceededException thrown = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> late.run(outer ->
                        Scope.options().named("soon").withTimeout(TIMEOUT).run(inner -> hangUntilDeadline())));

        // then: an exception of the body's own, so with its own type
        assertThat(thrown.reason().where()).contains("soon");
    }

    @Test
    void should_count_an_inner_timeout_as_a_failure_when_it_leaves_a_goroutine() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> late.run(outer -> {
                    outer.go("inner", () -> Scope.options().withTimeout(TIMEOUT).run(inner -> hangUntilDeadline()));
                    Work.hang();
                }));

        // then
        assertThat(thrown).hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(thrown.failure().panic()).isFalse();
    }

    @Test
    void should_go_on_when_the_body_handles_an_inner_timeout() throws Exception {
        String value = late.call(outer -> {
            try {
                return Scope.options().withTimeout(TIMEOUT).call(inner -> hangUntilDeadline());
            } catch (DeadlineExceededException e) {
                return outer.go(() -> "fallback").await();
            }
        });
        assertThat(value).isEqualTo("fallback");
    }

    @Test
    void should_fail_the_goroutine_when_its_own_narrower_deadline_passes() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> late.run(scope -> {
                    try (CancellableContext narrow = Context.current().withTimeout(TIMEOUT)) {
                        Goroutine<?> goroutine = narrow.call(() -> scope.go("slow", () -> hangUntilDeadline()));
                        assertThatThrownBy(goroutine::await).isInstanceOf(GoroutineFailedException.class);
                    }
                    Work.hang();
                }));

        // then
        assertThat(thrown).hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(thrown.failure().panic()).isFalse();
        assertThat(thrown.failure().name()).isEqualTo("slow");
    }

    @Test
    void should_not_fail_when_a_goroutine_is_cancelled_by_its_handle_or_its_narrower_context() throws Exception {
        int value = Scope.call(scope -> {
            Goroutine<?> one = scope.go(() -> Work.hang());
            one.cancel();
            CancellableContext narrow = Context.current().withCancel();
            Goroutine<?> two = narrow.call(() -> scope.go(() -> Work.hang()));
            narrow.cancel();
            scope.join();
            assertThat(one.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(two.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
            return 1;
        });
        assertThat(value).isEqualTo(1);
    }

    @Test
    void should_take_the_earlier_deadline_when_parent_and_scope_have_one() throws Exception {
        soon.run(outer -> {
            Scope.options()
                    .withTimeout(Duration.ofMinutes(5))
                    .run(inner -> assertThat(inner.context().deadline())
                            .isEqualTo(outer.context().deadline()));
        });
        Scope.options()
                .withTimeout(Duration.ofMinutes(1))
                .withDeadline(Instant.now().plusSeconds(600))
                .run(scope -> assertThat(scope.context().remaining().orElseThrow())
                        .isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void should_run_nothing_when_the_deadline_is_past_already() {
        // given
        AtomicBoolean ran = new AtomicBoolean();
        Scope.Body<RuntimeException> body = scope -> ran.set(true);

        // then
        for (ScopeOptions past : new ScopeOptions[] {
            Scope.options().withTimeout(Duration.ZERO),
            Scope.options().withTimeout(Duration.ofSeconds(-1)),
            Scope.options().withDeadline(Instant.now().minusSeconds(1)),
            Scope.options().withDeadline(Instant.MIN)
        }) {
            assertThatThrownBy(() -> past.run(body)).isInstanceOf(DeadlineExceededException.class);
            assertThatThrownBy(past::open).isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(ran).isFalse();
    }

    @Test
    void should_have_no_deadline_when_the_timeout_is_too_long_to_represent() throws Exception {
        Scope.options()
                .withTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .withDeadline(Instant.MAX)
                .run(scope -> assertThat(scope.context().deadline()).isEmpty());
    }

    @Test
    void should_not_mask_a_real_failure_when_a_goroutine_makes_one_of_the_deadline() {
        // given
        IOException failure = new IOException("real");

        // then
        assertThatThrownBy(() -> soon.run(scope -> {
                    scope.go(() -> {
                        try {
                            hangUntilDeadline();
                        } catch (InterruptedException e) {
                            throw failure;
                        }
                    });
                    Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }
}
