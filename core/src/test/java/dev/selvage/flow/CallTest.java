package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class CallTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Retry THRICE = Retry.attempts(3).withSchedule(Schedule.fixed(Duration.ZERO));

    private final ManualTime time = new ManualTime();
    private final Bulkhead bulkhead = Bulkhead.of(2);
    private final AtomicInteger attempts = new AtomicInteger();

    private <T> T inManualTime(Scope.Op<T, Exception> body) throws Exception {
        return Scope.options().withContext(time.root()).call(body);
    }

    /** Blocks until the time has moved on by a second, and is interrupted by then. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns, so it fits everywhere
    private <T> T slow() throws InterruptedException {
        attempts.incrementAndGet();
        time.advanceWhenBlocked(Thread.currentThread(), SECOND);
        return Work.hang();
    }

    private String broken() throws IOException {
        throw new IOException("attempt " + attempts.incrementAndGet());
    }

    @Test
    void should_give_the_result_on_the_calling_thread_when_all_is_well() throws Exception {
        // given
        Call full = Call.named("price")
                .timeout(SECOND)
                .retry(THRICE)
                .hedge(Hedge.after(SECOND))
                .rateLimit(RateLimiter.of(1000, SECOND))
                .bulkhead(bulkhead);

        // when, then
        assertThat(full.<Thread, RuntimeException>run(Thread::currentThread)).isSameAs(Thread.currentThread());
        assertThat(full.<String, RuntimeException>run(() -> Scope.current().path()))
                .isEqualTo("price");
        assertThat(full.<Object, RuntimeException>run(() -> null)).isNull();
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_limit_all_attempts_together_when_the_timeout_is_named_before_the_retry() {
        assertThatThrownBy(() -> inManualTime(scope ->
                        Call.named("price").timeout(SECOND).retry(THRICE).run(this::slow)))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("price");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void should_limit_each_attempt_when_the_timeout_is_named_after_the_retry() {
        assertThatThrownBy(() -> inManualTime(scope ->
                        Call.named("price").retry(THRICE).timeout(SECOND).run(this::slow)))
                .isInstanceOf(DeadlineExceededException.class)
                .satisfies(last -> assertThat(last.getSuppressed()).hasSize(2));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void should_obey_the_nearest_deadline_and_say_whose_it_was_when_there_are_several() {
        // given
        Call both = Call.named("price")
                .timeout(SECOND.multipliedBy(2))
                .retry(THRICE)
                .timeout(SECOND);

        // when, then
        assertThatThrownBy(() -> inManualTime(scope -> both.run(this::slow)))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("2.0 s");
        assertThat(attempts).hasValue(2);
        assertThatThrownBy(() -> inManualTime(scope -> Scope.options()
                        .named("request")
                        .withTimeout(SECOND)
                        .call(request -> Call.named("price")
                                .timeout(SECOND.multipliedBy(2))
                                .run(this::slow))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("request");
    }

    @Test
    void should_give_each_attempt_a_permit_when_the_bulkhead_is_named_after_the_hedge() throws Exception {
        // given
        Call each = Call.named("price").hedge(Hedge.after(Duration.ZERO)).bulkhead(bulkhead);

        // when, then
        assertThat(each.<Integer, Exception>run(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        return Work.hang();
                    }
                    return bulkhead.available();
                }))
                .isZero();
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_give_one_permit_for_all_attempts_when_the_bulkhead_is_named_first() throws Exception {
        // given
        Call all = Call.named("price").bulkhead(bulkhead).hedge(Hedge.after(Duration.ZERO));

        // when, then
        assertThat(all.<Integer, Exception>run(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        return Work.hang();
                    }
                    return bulkhead.available();
                }))
                .isEqualTo(1);
    }

    @Test
    void should_try_the_hedge_again_when_all_its_attempts_have_failed() {
        // given
        Call call =
                Call.named("price").timeout(Duration.ofMinutes(1)).retry(THRICE).hedge(Hedge.after(SECOND));

        // when, then
        assertThatThrownBy(() -> call.run(this::broken))
                .isInstanceOf(IOException.class)
                .hasMessage("attempt 3")
                .satisfies(last -> assertThat(last.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("attempt 1", "attempt 2"));
    }

    @Test
    void should_take_a_token_for_each_attempt_when_the_limit_is_named_after_the_retry() {
        // given
        RateLimiter limiter = RateLimiter.of(3, Duration.ofDays(1));

        // when, then
        assertThatThrownBy(() -> inManualTime(scope ->
                        Call.named("price").retry(THRICE).rateLimit(limiter).run(this::broken)))
                .hasMessage("attempt 3");
        assertThatThrownBy(() -> inManualTime(scope -> {
                    scope.go(() -> scope.cancel("stop"));
                    return Call.named("price").rateLimit(limiter).run(this::broken);
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void should_release_the_permit_when_the_work_ends_and_not_when_its_time_is_up() {
        assertThatThrownBy(() -> inManualTime(scope -> Call.named("price")
                        .timeout(SECOND)
                        .bulkhead(bulkhead, 2)
                        .run(() -> {
                            try {
                                return slow();
                            } catch (InterruptedException e) {
                                assertThat(bulkhead.available()).isZero();
                                throw e;
                            }
                        })))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(bulkhead.available()).isEqualTo(2);
    }

    @Test
    void should_not_run_the_work_when_the_time_is_up_from_the_start() {
        assertThatThrownBy(() -> Call.named("price").timeout(Duration.ZERO).run(this::broken))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(attempts).hasValue(0);
    }

    @Test
    void should_be_as_it_was_when_something_is_added_to_it() throws Exception {
        // given
        Call base = Call.named("price");
        Call limited = base.timeout(Duration.ZERO);

        // when, then
        assertThat(base.<Integer, RuntimeException>run(() -> 1)).isEqualTo(1);
        assertThatThrownBy(() -> limited.run(() -> 1)).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        Call call = Call.named("price");
        assertThatNullPointerException().isThrownBy(() -> call.run(null)).withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> call.timeout(null)).withMessage("timeout");
        assertThatNullPointerException().isThrownBy(() -> call.retry(null)).withMessage("retry");
        assertThatNullPointerException().isThrownBy(() -> call.hedge(null)).withMessage("hedge");
        assertThatNullPointerException().isThrownBy(() -> call.bulkhead(null)).withMessage("bulkhead");
        assertThatNullPointerException().isThrownBy(() -> call.rateLimit(null)).withMessage("limiter");
        assertThatThrownBy(() -> call.bulkhead(bulkhead, 3)).hasMessageContaining("From 1 to 2");
    }
}
