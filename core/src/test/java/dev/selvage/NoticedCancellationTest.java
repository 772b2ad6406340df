package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

/** Work that looks at its context may notice the cancellation before the interrupt has come. */
class NoticedCancellationTest {

    @RepeatedTest(100)
    void should_be_no_failure_when_a_goroutine_notices_before_it_is_interrupted() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(5))
                        .run(scope -> scope.go(() -> {
                            Context context = Context.current();
                            for (int i = 0; i < 100; i++) {
                                context.onCancel(() -> {}); // what the canceller has to do before it comes to interrupt
                            }
                            while (!context.isCancelled()) {
                                Thread.onSpinWait();
                            }
                            throw new InterruptedException("noticed");
                        })))
                .isInstanceOf(DeadlineExceededException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
    }

    @RepeatedTest(100)
    void should_leave_no_interrupt_when_a_body_notices_before_it_is_interrupted() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(5))
                        .run(scope -> {
                            for (int i = 0; i < 100; i++) {
                                scope.context().onCancel(() -> {});
                            }
                            while (!scope.context().isCancelled()) {
                                Thread.onSpinWait();
                            }
                            throw new InterruptedException("noticed");
                        }))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
