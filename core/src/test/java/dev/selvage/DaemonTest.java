package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.CancelReason.Kind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class DaemonTest {
    @Test
    void should_cancel_daemons_when_body_and_goroutines_are_done() throws Exception {
        // given
        AtomicReference<Goroutine<?>> daemon = new AtomicReference<>();

        // when
        int value = Scope.call(scope -> {
            daemon.set(scope.goDaemon("ticker", () -> Work.hang()));
            return scope.go(() -> 1).await();
        });

        // then
        assertThat(value).isEqualTo(1);
        assertThat(daemon.get().outcome().orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        end -> assertThat(end.reason().kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void should_not_wait_for_daemons_in_join() throws Exception {
        Scope.run(scope -> {
            Goroutine<?> daemon = scope.goDaemon(() -> Work.hang());
            scope.go(() -> {});
            scope.join();
            assertThat(daemon.outcome()).isEmpty();
        });
        try (Scope scope = Scope.open()) {
            scope.goDaemon(() -> Work.hang());
            scope.join();
        }
    }

    @Test
    void should_end_when_goroutines_start_daemons_late() throws Exception {
        AtomicReference<Goroutine<?>> late = new AtomicReference<>();
        Scope.run(scope -> {
            Thread owner = Thread.currentThread();
            scope.go(() -> {
                Work.untilBlocked(owner);
                late.set(scope.goDaemon(() -> Work.hang()));
            });
        });
        assertThat(late.get().outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void should_wait_for_a_worker_that_a_daemon_started() throws Exception {
        // given
        AtomicBoolean done = new AtomicBoolean();

        // when
        Scope.run(scope -> {
            CountDownLatch started = new CountDownLatch(1);
            scope.goDaemon(() -> {
                scope.go(() -> {
                    started.countDown();
                    Thread.yield();
                    done.set(true);
                });
                Work.hang();
            });
            Work.await(started);
        });

        // then
        assertThat(done).isTrue();
    }

    @Test
    void should_wait_for_a_worker_started_by_a_daemon_in_its_cleanup() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Scope.options().shared().run(scope -> {
            Goroutine<?> daemon = scope.goDaemon(() -> {
                try {
                    Work.hang();
                } catch (InterruptedException e) {
                    dev.selvage.context.Context.background().run(() -> scope.go(() -> done.set(true)));
                }
            });
            Work.untilBlocked(daemon);
        });
        assertThat(done).isTrue();
    }

    @Test
    void should_fail_the_scope_when_a_daemon_fails() {
        IOException failure = new IOException("daemon");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.goDaemon(() -> {
                        throw failure;
                    });
                    Work.hang();
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_keep_a_failure_when_a_daemon_fails_while_it_is_ended() {
        IOException failure = new IOException("daemon's cleanup");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Goroutine<?> daemon = scope.<Void>goDaemon(() -> {
                        try {
                            return Work.hang();
                        } catch (InterruptedException e) {
                            throw failure;
                        }
                    });
                    Work.untilBlocked(daemon);
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure);
    }

    @Test
    void should_give_its_value_when_a_daemon_returns_one() throws Exception {
        assertThat(Scope.<Integer, Exception>call(
                        scope -> scope.goDaemon(() -> 1).await()))
                .isEqualTo(1);
    }
}
