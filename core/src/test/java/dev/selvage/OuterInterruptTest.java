package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The interrupt of a cancelled level survives the end of a scope inside of it. */
@ExtendWith(NothingLeft.class)
class OuterInterruptTest {
    private final CountDownLatch never = new CountDownLatch(1);

    @RepeatedTest(20)
    void should_wake_an_outer_body_when_an_inner_scope_had_swallowed_its_interrupt() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(20))
                        .run(outer -> {
                            try {
                                Scope.run(inner -> inner.go(() -> never.await()));
                            } catch (CancelledException e) {
                                // a caller that goes on as if nothing had happened
                            }
                            never.await();
                        }))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @RepeatedTest(20)
    void should_wake_a_goroutine_when_an_inner_scope_had_swallowed_its_interrupt() throws Exception {
        Outcome<Void> outcome = Scope.call(scope -> {
            CountDownLatch inside = new CountDownLatch(1);
            Goroutine<Void> goroutine = scope.go(() -> {
                try {
                    Scope.run(inner -> {
                        inside.countDown();
                        never.await();
                    });
                } catch (CancelledException e) {
                    // as above
                }
                never.await();
            });
            inside.await();
            goroutine.cancel();
            scope.join();
            return goroutine.outcome().orElseThrow();
        });
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void should_be_no_failure_when_a_read_of_a_pipe_was_interrupted() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(20))
                        .run(scope -> scope.go(() -> {
                            try (PipedInputStream in = new PipedInputStream(new PipedOutputStream())) {
                                return in.read();
                            }
                        })))
                .isInstanceOf(DeadlineExceededException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
    }

    @Test
    void should_cancel_the_handle_when_a_goroutine_starts_in_a_cancelled_limited_shared_scope() throws Exception {
        Outcome<Integer> outcome = Scope.options().shared().withLimit(2).call(scope -> {
            Goroutine<Goroutine<Integer>> starter = scope.go(() -> {
                scope.cancel("enough");
                return scope.go(() -> 1);
            });
            scope.join();
            return starter.await().outcome().orElseThrow();
        });
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void should_end_when_a_daemon_runs_in_a_scope_of_one_slot() throws Exception {
        int result = Scope.options().shared().withLimit(1).call(scope -> {
            scope.goDaemon(() -> never.await());
            return scope.go(() -> scope.go(() -> 7)).await().await();
        });
        assertThat(result).isEqualTo(7);
    }
}
