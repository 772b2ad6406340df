package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.ContextKey;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class HedgeTest {
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final Hedge AT_ONCE = Hedge.after(Duration.ZERO);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger attempts = new AtomicInteger();

    private <T> T inManualTime(Scope.Op<T, Exception> body) throws Exception {
        return Scope.options().withContext(time.root()).call(body);
    }

    /** The first attempt, which is on the calling thread, does one thing, and another another. */
    private <T> Op<T, Exception> firstAndSecond(Op<T, Exception> first, Op<T, Exception> second) {
        Thread caller = Thread.currentThread();
        return () -> {
            attempts.incrementAndGet();
            return Thread.currentThread() == caller ? first.call() : second.call();
        };
    }

    @Test
    void should_start_nothing_when_the_first_attempt_is_in_time() throws Exception {
        String result = inManualTime(scope -> Hedge.after(DELAY, () -> {
            attempts.incrementAndGet();
            time.advance(DELAY.minusNanos(1));
            return "first";
        }));
        time.advance(DELAY);
        assertThat(result).isEqualTo("first");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void should_give_the_second_result_and_end_the_first_when_that_is_slow() throws Exception {
        // given
        Thread caller = Thread.currentThread();
        AtomicBoolean firstEnded = new AtomicBoolean();
        AtomicBoolean onCaller = new AtomicBoolean();

        // when
        String result = inManualTime(scope -> Hedge.after(
                DELAY,
                firstAndSecond(
                        () -> {
                            onCaller.set(Thread.currentThread() == caller);
                            time.advanceWhenBlocked(caller, DELAY);
                            try {
                                return Work.hang();
                            } finally {
                                firstEnded.set(true);
                            }
                        },
                        () -> "second")));

        // then
        assertThat(result).isEqualTo("second");
        assertThat(firstEnded).isTrue();
        assertThat(onCaller).isTrue();
    }

    @Test
    void should_end_the_second_and_wait_for_it_when_the_first_succeeds() throws Exception {
        // given
        AtomicBoolean secondEnded = new AtomicBoolean();
        CountDownLatch secondRuns = new CountDownLatch(1);

        // when
        String result = AT_ONCE.call(firstAndSecond(
                () -> {
                    Work.await(secondRuns);
                    return "first";
                },
                () -> {
                    secondRuns.countDown();
                    try {
                        return Work.hang();
                    } finally {
                        secondEnded.set(true);
                    }
                }));

        // then
        assertThat(result).isEqualTo("first");
        assertThat(secondEnded).isTrue();
    }

    @Test
    void should_throw_at_once_when_the_first_fails_alone() {
        // given
        IOException failure = new IOException();

        // when, then
        assertThatThrownBy(() -> Hedge.after(DELAY, () -> {
                    attempts.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void should_give_the_second_result_when_the_first_fails_meanwhile() throws Exception {
        // given
        Thread caller = Thread.currentThread();
        CountDownLatch secondRuns = new CountDownLatch(1);

        // when, then
        assertThat(AT_ONCE.call(firstAndSecond(
                        () -> {
                            Work.await(secondRuns);
                            throw new IOException();
                        },
                        () -> {
                            secondRuns.countDown();
                            Work.untilBlocked(caller);
                            return "second";
                        })))
                .isEqualTo("second");
    }

    @Test
    void should_throw_the_first_failure_with_the_other_suppressed_when_both_fail() {
        // given
        CountDownLatch secondRuns = new CountDownLatch(1);
        IOException first = new IOException("first");
        IllegalStateException second = new IllegalStateException("second");

        // when
        Throwable thrown = catchThrowable(() -> AT_ONCE.call(firstAndSecond(
                () -> {
                    Work.await(secondRuns);
                    throw first;
                },
                () -> {
                    secondRuns.countDown();
                    throw second;
                })));

        // then
        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }

    @Test
    void should_make_as_many_attempts_as_allowed_when_all_are_slow() throws Exception {
        // given
        CountDownLatch four = new CountDownLatch(4);

        // when, then
        assertThat(AT_ONCE.withMaxAttempts(4).<String, Exception>call(() -> {
                    int number = attempts.incrementAndGet();
                    four.countDown();
                    if (number == 4) {
                        return "fourth";
                    }
                    return Work.hang();
                }))
                .isEqualTo("fourth");
        assertThat(attempts).hasValue(4);
        assertThat(AT_ONCE.withMaxAttempts(1).<String, Exception>call(() -> "alone"))
                .isEqualTo("alone");
    }

    @Test
    void should_make_no_extra_attempt_when_the_budget_is_spent() throws Exception {
        // given
        Hedge frugal = Hedge.after(DELAY).withBudget(0.5);
        inManualTime(scope -> {
            for (int call = 0; call < 8; call++) {
                // when
                frugal.<String, Exception>call(firstAndSecond(
                        () -> {
                            time.advance(DELAY);
                            return "first";
                        },
                        () -> Work.hang()));
            }
            return null;
        });

        // then
        assertThat(attempts.get())
                .as("eight, and at most one at once and half of eight")
                .isBetween(8, 13);
    }

    @Test
    void should_take_the_delay_from_the_latest_attempts_when_it_is_by_percentile() throws Exception {
        // given
        Hedge hedge = Hedge.atPercentile(0.9, DELAY);
        assertThat(hedge.delayNanos()).isEqualTo(DELAY.toNanos());

        // when
        inManualTime(scope -> {
            for (int i = 0; i < 320; i++) {
                Duration took = Duration.ofMillis(i % 10 + 1);
                Thread caller = Thread.currentThread();
                hedge.<String, RuntimeException>call(() -> {
                    if (Thread.currentThread() == caller) { // else an attempt beside it makes it look longer
                        time.advance(took);
                    }
                    return "first";
                });
            }
            return null;
        });

        // then
        assertThat(hedge.delayNanos()).isEqualTo(Duration.ofMillis(10).toNanos());
    }

    @Test
    void should_see_the_values_and_the_deadline_of_the_caller_when_it_is_an_extra_attempt() throws Exception {
        // given
        ContextKey<String> key = ContextKey.named("user", String.class);

        // when, then
        assertThat(Context.current()
                        .with(key, "ann")
                        .<String, Exception>call(() -> AT_ONCE.call(firstAndSecond(
                                () -> Work.hang(), () -> Context.current().get(key)))))
                .isEqualTo("ann");
    }

    @Test
    void should_end_all_attempts_when_the_deadline_passes_or_the_caller_is_cancelled_or_interrupted() {
        // given
        Thread caller = Thread.currentThread();
        Hedge three = AT_ONCE.withMaxAttempts(3);

        // when, then
        assertThatThrownBy(
                        () -> Scope.options().withTimeout(Duration.ofMillis(20)).call(scope -> three.call(Work::hang)))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> Scope.call(scope -> three.call(() -> {
                    if (attempts.incrementAndGet() == 3) {
                        scope.cancel("stop");
                    }
                    return Work.hang();
                })))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("stop");
        attempts.set(0);
        assertThatThrownBy(() -> three.call(() -> {
                    if (attempts.incrementAndGet() == 3) {
                        caller.interrupt();
                    }
                    return Work.hang();
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void should_interrupt_the_second_when_the_caller_is_interrupted_while_it_waits_for_it() {
        // given
        Thread caller = Thread.currentThread();
        CountDownLatch secondRuns = new CountDownLatch(1);
        AtomicBoolean secondEnded = new AtomicBoolean();

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(firstAndSecond(
                        () -> {
                            Work.await(secondRuns);
                            throw new IOException("first");
                        },
                        () -> {
                            secondRuns.countDown();
                            Work.untilBlocked(caller);
                            caller.interrupt();
                            try {
                                return Work.hang();
                            } finally {
                                secondEnded.set(true);
                            }
                        })))
                .isInstanceOf(InterruptedException.class);
        assertThat(secondEnded).isTrue();
    }

    @Test
    void should_let_an_error_of_the_second_show_when_the_first_fails() {
        // given
        AssertionError bug = new AssertionError();
        CountDownLatch secondRuns = new CountDownLatch(1);

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(firstAndSecond(
                        () -> {
                            Work.await(secondRuns);
                            throw new IOException("first");
                        },
                        () -> {
                            secondRuns.countDown();
                            throw bug;
                        })))
                .isSameAs(bug);
        assertThat(bug.getSuppressed()).singleElement().asString().contains("first");
    }

    @Test
    void should_let_an_error_of_the_first_surface_when_the_second_goes_on() {
        // given
        AssertionError bug = new AssertionError();
        CountDownLatch secondRuns = new CountDownLatch(1);

        // when, then
        assertThatThrownBy(() -> AT_ONCE.call(firstAndSecond(
                        () -> {
                            Work.await(secondRuns);
                            throw bug;
                        },
                        () -> {
                            secondRuns.countDown();
                            return Work.hang();
                        })))
                .isSameAs(bug);
    }

    @Test
    void should_not_learn_from_failures_when_it_is_by_percentile() throws Exception {
        // given
        Hedge hedge = Hedge.atPercentile(0.9, DELAY);

        // when
        for (int i = 0; i < 64; i++) {
            assertThatThrownBy(() -> hedge.call(() -> {
                        throw new IOException();
                    }))
                    .isInstanceOf(IOException.class);
        }

        // then
        assertThat(hedge.delayNanos()).isEqualTo(DELAY.toNanos());
    }

    @Test
    void should_hold_what_an_attempt_starts_until_the_call_ends() throws Exception {
        // given
        AtomicBoolean ended = new AtomicBoolean();

        // when
        AT_ONCE.call(firstAndSecond(() -> Work.hang(), () -> {
            Goroutine<?> started = Scope.current().goDaemon(() -> {
                try {
                    Work.hang();
                } finally {
                    ended.set(true);
                }
            });
            Work.untilBlocked(started);
            return "second";
        }));

        // then
        assertThat(ended).isTrue();
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Hedge.atPercentile(95, DELAY)).hasMessageContaining("0.95");
        assertThatThrownBy(() -> AT_ONCE.withBudget(2)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> AT_ONCE.withMaxAttempts(0)).hasMessageContaining("at least 1 attempt");
        assertThatNullPointerException().isThrownBy(() -> AT_ONCE.call(null)).withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> Hedge.after(null)).withMessage("delay");
    }
}
