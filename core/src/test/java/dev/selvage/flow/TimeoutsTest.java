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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class TimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime();

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns, so it fits everywhere
    private <T> T hangFor(Duration span) throws InterruptedException {
        time.advanceWhenBlocked(Thread.currentThread(), span);
        return Work.hang();
    }

    private <T> T inManualTime(Scope.Op<T, Exception> body) throws Exception {
        return Scope.options().withContext(time.root()).call(body);
    }

    @Test
    void should_give_what_the_work_returns_when_it_is_in_time() throws Exception {
        assertThat(Timeouts.<String, RuntimeException>orElse(LONG, () -> "work", "value"))
                .isEqualTo("work");
    }

    @Test
    void should_give_the_value_when_the_time_is_up() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        String given = inManualTime(scope -> Timeouts.<String, Exception>orElse(
                SHORT,
                () -> {
                    try {
                        return hangFor(SHORT);
                    } finally {
                        ended.set(true);
                    }
                },
                "value"));
        assertThat(given).isEqualTo("value");
        assertThat(ended).isTrue();
    }

    @Test
    void should_run_the_fallback_outside_of_the_timeout_when_the_time_is_up() throws Exception {
        assertThat(Timeouts.<Boolean, RuntimeException>orElseGet(
                        Duration.ZERO, () -> true, () -> Scope.<Boolean, RuntimeException>call(scope -> false)))
                .isFalse();
    }

    @Test
    void should_throw_and_say_whose_it_was_when_a_deadline_further_out_passes_first() {
        assertThatThrownBy(() -> inManualTime(scope -> Scope.options()
                        .named("checkout")
                        .withTimeout(SHORT)
                        .call(outer -> Timeouts.<String, Exception>orElse(LONG, () -> hangFor(SHORT), "value"))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("100 ms")
                .hasMessageContaining("checkout");
    }

    @Test
    void should_throw_when_the_work_lets_a_timeout_of_its_own_pass() {
        assertThatThrownBy(() -> inManualTime(scope -> Timeouts.<String, Exception>orElse(
                        LONG,
                        () -> Scope.options().named("inner").withTimeout(SHORT).call(inner -> hangFor(SHORT)),
                        "value")))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("inner");
    }

    @Test
    void should_throw_what_the_work_throws_also_when_the_time_is_up() {
        assertThatThrownBy(() -> inManualTime(scope -> Timeouts.<String, Exception>orElse(
                        SHORT,
                        () -> {
                            try {
                                return hangFor(SHORT);
                            } catch (InterruptedException e) {
                                throw new IOException("really", e);
                            }
                        },
                        "value")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void should_not_fall_back_when_it_was_cancelled() {
        assertThatThrownBy(() -> Scope.run(scope -> Timeouts.<String, Exception>orElse(
                        LONG,
                        () -> {
                            scope.cancel("stop");
                            return Work.hang();
                        },
                        "value")))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("stop");
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatNullPointerException()
                .isThrownBy(() -> Timeouts.orElse(null, () -> 1, 2))
                .withMessage("timeout");
        assertThatNullPointerException()
                .isThrownBy(() -> Timeouts.orElse(LONG, null, 2))
                .withMessage("work");
        assertThatNullPointerException()
                .isThrownBy(() -> Timeouts.orElseGet(LONG, () -> 1, null))
                .withMessage("fallback");
    }
}
