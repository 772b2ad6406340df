package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Outcome;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.context.CancelReason;
import dev.selvage.context.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class RetryTest {
    private static final Retry AT_ONCE = Retry.attempts(3).withSchedule(Schedule.fixed(Duration.ZERO));

    private final AtomicInteger attempts = new AtomicInteger();

    private <X extends Throwable> String failing(int times, X failure) throws X {
        if (attempts.incrementAndGet() <= times) {
            throw failure;
        }
        return "done";
    }

    private String numbered() throws IOException {
        throw new IOException("attempt " + attempts.incrementAndGet());
    }

    @Test
    void should_give_the_first_success_when_there_is_one() throws Exception {
        assertThat(AT_ONCE.call(() -> failing(2, new IOException()))).isEqualTo("done");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void should_throw_the_last_failure_with_the_earlier_ones_in_order_when_all_fail() {
        // when
        Throwable thrown = catchThrowable(() -> AT_ONCE.call(this::numbered));

        // then
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("attempt 3");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("attempt 1", "attempt 2");
    }

    @Test
    void should_keep_the_sixteen_latest_when_there_are_more() {
        // when
        Throwable thrown = catchThrowable(() ->
                Retry.attempts(100).withSchedule(Schedule.fixed(Duration.ZERO)).call(this::numbered));

        // then
        assertThat(thrown).hasMessage("attempt 100");
        assertThat(thrown.getSuppressed()).hasSize(16);
        assertThat(thrown.getSuppressed()[0]).hasMessage("attempt 84");
    }

    @Test
    void should_not_suppress_a_failure_in_itself_when_each_attempt_throws_the_same() {
        // given
        IOException same = new IOException();

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(() -> failing(9, same)))
                .isSameAs(same)
                .hasNoSuppressedExceptions();
        assertThat(attempts).hasValue(3);
    }

    @Test
    void should_try_once_when_the_failure_is_not_worth_it() {
        // given
        Error error = new AssertionError();
        IOException other = new IOException();

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(() -> failing(9, error))).isSameAs(error);
        assertThatThrownBy(() -> AT_ONCE.on(IllegalStateException.class).call(() -> failing(9, other)))
                .isSameAs(other);
        assertThatThrownBy(() -> AT_ONCE.when(failure -> false).call(() -> failing(9, other)))
                .isSameAs(other);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void should_look_at_what_a_goroutine_failed_with_when_a_scope_tells_of_it() {
        assertThatThrownBy(() -> AT_ONCE.on(IOException.class)
                        .call(() -> Scope.call(scope -> {
                            Goroutine<String> goroutine = scope.go(this::numbered);
                            return goroutine.await();
                        })))
                .isInstanceOf(ScopeFailedException.class)
                .hasRootCauseMessage("attempt 3");
    }

    @Test
    void should_not_try_again_when_it_was_interrupted_or_cancelled() {
        // given
        CancelledException foreign =
                new CancelledException(new CancelReason(CancelReason.Kind.CANCELLED, "", Optional.empty()));

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(() -> failing(9, new InterruptedException())))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> AT_ONCE.call(() -> failing(9, foreign))).isSameAs(foreign);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void should_try_again_when_a_timeout_inside_has_passed() throws Exception {
        // when
        String result = AT_ONCE.call(() -> Scope.options()
                .withTimeout(
                        attempts.get() < 2
                                ? Duration.ZERO.minusNanos(attempts.incrementAndGet())
                                : Duration.ofMinutes(9))
                .call(scope -> "in time"));

        // then
        assertThat(result).isEqualTo("in time");
        assertThat(attempts).hasValue(2);
    }

    @Test
    void should_not_try_again_when_the_context_was_cancelled_during_the_attempt() {
        // when
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> AT_ONCE.call(() -> {
            scope.cancel("enough");
            return numbered();
        })));

        // then
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("attempt 1");
    }

    @Test
    void should_wait_as_the_schedule_says_when_an_attempt_failed() throws Exception {
        ManualTime time = new ManualTime();
        Scope.options().withContext(time.root()).run(scope -> {
            // given
            Goroutine<String> retrying = scope.go(() ->
                    Retry.by(Schedule.exponential(Duration.ofMillis(10))).call(() -> failing(2, new IOException())));

            // when, then
            Work.untilBlocked(retrying);
            assertThat(attempts).hasValue(1);
            time.advance(Duration.ofMillis(10));
            Work.untilBlocked(retrying);
            assertThat(attempts).hasValue(2);
            time.advance(Duration.ofMillis(19));
            Work.untilBlocked(retrying);
            assertThat(attempts).hasValue(2);
            time.advance(Duration.ofMillis(1));
            assertThat(retrying.await()).isEqualTo("done");
        });
    }

    @Test
    void should_fail_now_when_the_next_delay_would_not_end_before_the_deadline_or_the_total() throws Exception {
        // given
        ManualTime time = new ManualTime();
        Retry patient = Retry.by(Schedule.fixed(Duration.ofSeconds(1)));

        // when, then
        assertThatThrownBy(() -> Scope.options()
                        .withContext(time.root())
                        .withTimeout(Duration.ofSeconds(1))
                        .run(scope -> patient.call(this::numbered)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Scope.options()
                        .withContext(time.root())
                        .run(scope -> patient.withSchedule(
                                        Schedule.fixed(Duration.ofSeconds(1)).within(Duration.ofMillis(999)))
                                .call(this::numbered)))
                .isInstanceOf(IOException.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void should_carry_the_failure_when_it_is_cancelled_in_a_delay() throws Exception {
        AtomicInteger carried = new AtomicInteger();
        Scope.run(scope -> {
            // given
            Goroutine<?> retrying = scope.go(() -> {
                try {
                    Retry.by(Schedule.fixed(Duration.ofDays(1))).call(this::numbered);
                } catch (InterruptedException e) {
                    carried.set(e.getSuppressed().length);
                    throw e;
                }
            });
            Work.untilBlocked(retrying);

            // when
            retrying.cancel();

            // then
            assertThatThrownBy(retrying::await).isInstanceOf(CancelledException.class);
            assertThat(retrying.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
        });
        assertThat(carried).hasValue(1);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Retry.attempts(0)).hasMessageContaining("at least 1 attempt");
        assertThatNullPointerException().isThrownBy(() -> AT_ONCE.call(null)).withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> AT_ONCE.when(null)).withMessage("worthwhile");
        assertThatNullPointerException().isThrownBy(() -> Retry.by(null)).withMessage("schedule");
    }

    @Test
    void should_keep_the_failure_when_the_predicate_throws() {
        // given
        IllegalStateException broken = new IllegalStateException("predicate");
        Retry retry = AT_ONCE.when(failure -> {
            throw broken;
        });

        // when, then
        assertThatThrownBy(() -> retry.call(this::numbered)).isSameAs(broken);
        assertThat(broken.getSuppressed()).singleElement().asString().contains("attempt 1");
        assertThat(attempts).hasValue(1);
    }
}
