package dev.selvage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.GoroutineFailure;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class RaceTest {
    private final CountDownLatch loserRuns = new CountDownLatch(1);

    private String winsOverOneThatRuns() throws InterruptedException {
        Work.await(loserRuns);
        return "won";
    }

    private String hangsAndThenThrows(Throwable failure) throws Exception {
        try {
            loserRuns.countDown();
            return Work.hang();
        } catch (InterruptedException e) {
            return RaceTest.<String>failing(failure).call();
        }
    }

    private static <T> Callable<T> failing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    @Test
    void should_give_the_first_result_and_wait_for_the_losers_when_one_returns() throws Exception {
        // given
        AtomicBoolean loserEnded = new AtomicBoolean();

        // when
        String first = Race.first(
                () -> {
                    try {
                        loserRuns.countDown();
                        return Work.hang();
                    } finally {
                        loserEnded.set(true);
                    }
                },
                this::winsOverOneThatRuns);

        // then
        assertThat(first).isEqualTo("won");
        assertThat(loserEnded).isTrue();
    }

    @Test
    void should_give_null_when_the_winner_returns_it() throws Exception {
        assertThat(Race.<Object>first(() -> null, Work::hang)).isNull();
    }

    @Test
    void should_throw_when_the_first_to_end_fails() {
        // given
        IOException failure = new IOException("first");

        // when, then
        assertThatThrownBy(() -> Race.first(Work::hang, failing(failure)))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void should_not_change_the_result_when_a_loser_fails_while_it_is_cancelled() throws Exception {
        // given
        IllegalStateException translated = new IllegalStateException("translated");

        // when, then
        assertThat(Race.first(this::winsOverOneThatRuns, () -> hangsAndThenThrows(translated)))
                .isEqualTo("won");
    }

    @Test
    void should_let_an_error_surface_when_a_loser_throws_it() {
        // given
        AssertionError error = new AssertionError("bug");

        // when, then
        assertThatThrownBy(() -> Race.anySuccess(this::winsOverOneThatRuns, () -> hangsAndThenThrows(error)))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(error);
    }

    @Test
    void should_let_an_error_surface_at_once_when_others_go_on() {
        // given
        AssertionError error = new AssertionError("bug");
        OutOfMemoryError fatal = new OutOfMemoryError("for a test");

        // when, then
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMinutes(1))
                        .call(scope -> Race.anySuccess(Work::hang, failing(error))))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(error);
        assertThatThrownBy(() -> Race.anySuccess(Work::hang, failing(fatal))).isSameAs(fatal);
    }

    @Test
    void should_give_the_first_success_when_others_have_failed_before() throws Exception {
        // given
        CountDownLatch failed = new CountDownLatch(1);

        // when, then
        assertThat(Race.anySuccess(
                        () -> {
                            failed.countDown();
                            throw new IOException();
                        },
                        () -> {
                            Work.await(failed);
                            return "won";
                        }))
                .isEqualTo("won");
    }

    @Test
    void should_keep_every_failure_when_all_fail() {
        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Race.anySuccess(List.of(
                        failing(new IOException("a")),
                        failing(new IOException("b")),
                        failing(new IllegalStateException("c")))));

        // then
        assertThat(thrown.failures())
                .hasSize(3)
                .extracting(GoroutineFailure::name)
                .containsOnly("racer");
        assertThat(thrown.getSuppressed()).hasSize(2);
        assertThat(thrown.failures())
                .extracting(failure -> failure.cause().getMessage())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void should_end_with_the_deadline_or_the_cancellation_of_the_caller_when_nobody_wins() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(1))
                        .call(scope -> Race.first(Work::hang, Work::hang)))
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.go(() -> scope.cancel("stop"));
                    Race.anySuccess(Work::hang, Work::hang);
                }))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("stop");
    }

    @Test
    void should_cancel_and_wait_when_the_caller_is_interrupted() {
        // given
        Thread caller = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();

        // when, then
        assertThatThrownBy(() -> Race.first(() -> {
                    try {
                        caller.interrupt();
                        return Work.hang();
                    } finally {
                        ended.set(true);
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(ended).isTrue();
    }

    @Test
    void should_put_all_results_together_when_there_are_two_to_five() throws Exception {
        String two = Race.all(() -> 1, () -> "b", (a, b) -> a + b);
        String three = Race.all(() -> 1, () -> "b", () -> 'c', (a, b, c) -> a + b + c);
        String four = Race.all(() -> 1, () -> "b", () -> 'c', () -> 4L, (a, b, c, d) -> a + b + c + d);
        String five =
                Race.all(() -> 1, () -> "b", () -> 'c', () -> 4L, () -> true, (a, b, c, d, e) -> a + b + c + d + e);
        assertThat(List.of(two, three, four, five)).containsExactly("1b", "1bc", "1bc4", "1bc4true");
    }

    @Test
    void should_cancel_the_rest_when_one_of_all_fails() {
        // given
        IOException failure = new IOException();

        // when, then
        assertThatThrownBy(() -> Race.all(Work::hang, failing(failure), (a, b) -> a))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> Race.all(() -> 1, () -> 2, (a, b) -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void should_say_what_is_wrong_when_arguments_are() {
        assertThatThrownBy(() -> Race.first(List.of())).hasMessageContaining("at least one task");
        assertThatNullPointerException().isThrownBy(() -> Race.first(() -> 1, null));
    }

    @Test
    void should_cancel_what_the_winner_started_when_nobody_else_runs() throws Exception {
        // given
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch runs = new CountDownLatch(1);

        // when
        Integer won = Race.first(
                () -> {
                    Scope.current().go(() -> {
                        runs.countDown();
                        try {
                            Work.hang();
                        } finally {
                            ended.set(true);
                        }
                    });
                    Work.await(runs);
                    return 1;
                },
                () -> {
                    Work.await(runs);
                    return 1;
                });

        // then
        assertThat(won).isEqualTo(1);
        assertThat(ended).isTrue();
    }
}
