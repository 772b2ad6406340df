package dev.selvage.docs;

import static dev.selvage.dsl.Go.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.Scope;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.Retry;
import dev.selvage.testkit.LeakCheck;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the recipe for Resilience4j's circuit breaker says of it. */
@LeakCheck
class BreakerTest {
    private final CircuitBreakerConfig.Builder twoOfTwo =
            CircuitBreakerConfig.custom().slidingWindowSize(2).minimumNumberOfCalls(2);
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "prices",
            twoOfTwo.ignoreException(failure -> Context.current().isCancelled()).build());
    private final CountDownLatch begun = new CountDownLatch(1);

    private String hang() throws InterruptedException {
        begun.countDown();
        new CountDownLatch(1).await();
        return "too late";
    }

    private void cancelledCall() throws InterruptedException {
        Scope.run(scope -> {
            Goroutine<String> call = scope.go(() -> breaker.executeCallable(this::hang));
            begun.await();
            call.cancel();
            assertThatThrownBy(call::await).isInstanceOf(CancelledException.class);
        });
    }

    @Test
    void should_count_no_failure_when_a_call_is_cancelled() throws Exception {
        cancelledCall();

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isZero();
    }

    @Test
    void should_count_no_failure_when_the_deadline_of_the_caller_passes() {
        assertThatThrownBy(() -> within(Duration.ofMillis(1), () -> breaker.executeCallable(this::hang)))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void should_count_a_failure_when_a_timeout_inside_passes() {
        assertThatThrownBy(() -> breaker.executeCallable(() -> within(Duration.ofMillis(1), this::hang)))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void should_count_only_the_faster_request_when_hedged() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Hedge.after(Duration.ofMillis(1))
                .call(() -> breaker.executeCallable(() -> requests.getAndIncrement() == 0 ? hang() : "9.90"));

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
    }

    @Test
    void should_give_the_permission_back_when_the_call_that_tries_an_open_breaker_is_cancelled() throws Exception {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();

        cancelledCall();
        for (int i = 0; i < breaker.getCircuitBreakerConfig().getPermittedNumberOfCallsInHalfOpenState(); i++) {
            breaker.executeCallable(() -> "9.90");
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void should_not_be_asked_again_when_it_is_open() {
        Retry retry = Retry.attempts(10).when(failure -> !(failure instanceof CallNotPermittedException));
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> retry.call(() -> breaker.executeCallable(() -> {
                    calls.incrementAndGet();
                    throw new IOException("no answer");
                })))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(calls).hasValue(2);
    }

    /** Why the recipe has that line. */
    @Test
    void should_count_a_cancelled_call_as_a_failure_when_nobody_says_otherwise() throws Exception {
        CircuitBreaker plain = CircuitBreaker.ofDefaults("plain");
        Scope.run(scope -> {
            Goroutine<String> call = scope.go(() -> plain.executeCallable(this::hang));
            begun.await();
            call.cancel();
            assertThatThrownBy(call::await).isInstanceOf(CancelledException.class);
        });

        assertThat(plain.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }
}
