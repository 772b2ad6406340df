package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.selvage.context.CancelReason.Kind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts that come from outside. */
@ExtendWith(NothingLeft.class)
class InterruptTest {
    private final IOException failure = new IOException("failure");

    /** What left, and the interrupt flag afterwards. */
    private record End(Throwable thrown, boolean interrupted) {}

    private static End on(Thread.Builder kind, Task work) throws Exception {
        return Work.on(kind, () -> {
            Throwable thrown = catchThrowable(work::run);
            return new End(thrown, Thread.interrupted());
        });
    }

    private static Thread.Builder kind(String name) {
        return name.equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
    }

    /** Interrupts a thread once it is blocked. */
    private static void interruptWhenBlocked(Thread thread) {
        Thread.ofVirtual().start(() -> {
            Work.untilBlocked(thread);
            thread.interrupt();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_cancel_wait_and_throw_interrupted_when_interrupted_in_the_body(String kind) throws Exception {
        // given
        AtomicReference<Scope> scope = new AtomicReference<>();
        AtomicReference<Goroutine<?>> child = new AtomicReference<>();

        // when
        End end = on(
                kind(kind),
                () -> Scope.run(open -> {
                    scope.set(open);
                    child.set(open.go(() -> Work.hang()));
                    interruptWhenBlocked(Thread.currentThread());
                    Work.hang();
                }));

        // then
        assertThat(end.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(end.interrupted()).isFalse();
        assertThat(child.get().outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(scope.get().context().reason().orElseThrow().kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_throw_interrupted_when_interrupted_in_join(String kind) throws Exception {
        // when
        End end = on(
                kind(kind),
                () -> Scope.run(scope -> {
                    scope.go(() -> Work.hang());
                    interruptWhenBlocked(Thread.currentThread());
                    scope.join();
                }));

        // then
        assertThat(end.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(end.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_throw_interrupted_when_interrupted_while_it_waits_at_the_end(String kind) throws Exception {
        // when
        End end = on(
                kind(kind),
                () -> Scope.call(scope -> {
                    scope.go(() -> Work.hang());
                    interruptWhenBlocked(Thread.currentThread());
                    return "value";
                }));

        // then
        assertThat(end.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(end.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_not_abandon_the_wait_when_interrupted_again(String kind) throws Exception {
        // given
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();

        // when
        End end = on(
                kind(kind),
                () -> Scope.run(scope -> {
                    Thread owner = Thread.currentThread();
                    scope.go(() -> {
                        try {
                            Work.hang();
                        } catch (InterruptedException e) {
                            cancelled.countDown();
                        }
                        Work.ignoringInterrupts(finish);
                        finished.set(true);
                    });
                    Thread.ofVirtual().start(() -> {
                        Work.untilBlocked(owner);
                        owner.interrupt();
                        Work.ignoringInterrupts(cancelled);
                        Work.untilBlocked(owner);
                        owner.interrupt();
                        Work.untilBlocked(owner); // it goes on waiting
                        finish.countDown();
                    });
                }));

        // then
        assertThat(finished).isTrue();
        assertThat(end.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(end.interrupted()).isTrue();
    }

    @Test
    void should_start_nothing_when_entered_with_the_interrupt_flag_set() {
        // given
        AtomicBoolean ran = new AtomicBoolean();

        // when
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> Scope.run(scope -> ran.set(true)));

        // then
        assertThat(thrown).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(ran).isFalse();
    }

    @Test
    void should_throw_the_failure_and_keep_the_flag_when_interrupted_after_a_failure() throws Exception {
        // when
        End end = on(
                Thread.ofPlatform(),
                () -> Scope.run(scope -> {
                    Thread owner = Thread.currentThread();
                    CountDownLatch finish = new CountDownLatch(1);
                    Goroutine<?> stubborn = scope.go(() -> Work.ignoringInterrupts(finish));
                    Work.untilBlocked(stubborn);
                    Thread.ofVirtual().start(() -> {
                        Work.untilBlocked(owner);
                        owner.interrupt();
                        Work.untilBlocked(owner);
                        finish.countDown();
                    });
                    throw failure;
                }));

        // then
        assertThat(end.thrown()).isSameAs(failure);
        assertThat(end.interrupted()).isTrue();
    }

    @Test
    void should_throw_interrupted_when_the_body_throws_one_of_its_own() {
        // given
        InterruptedException own = new InterruptedException("own");

        // then
        assertThatThrownBy(() -> Scope.run(scope -> {
                    scope.go(() -> Work.hang());
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void should_keep_the_flag_when_the_body_keeps_a_foreign_interrupt() throws Exception {
        // when
        End end = on(
                Thread.ofPlatform(),
                () -> Scope.run(scope -> {
                    Thread.currentThread().interrupt();
                }));

        // then: an interrupt that nobody took is noticed at the end
        assertThat(end.thrown() instanceof InterruptedException || end.interrupted())
                .as("%s", end)
                .isTrue();
    }

    @Test
    void should_not_count_an_interrupt_as_a_failure_of_an_outer_scope_when_it_passes_through_its_goroutine()
            throws Exception {
        // given: a goroutine whose inner scope is ended by the outer scope's cancellation
        String value = Scope.call(outer -> {
            Goroutine<?> goroutine = outer.go(() -> Scope.run(inner -> {
                inner.go(() -> Work.hang());
                inner.join();
            }));
            Work.untilBlocked(goroutine);
            outer.cancel("enough");
            return "value";
        });

        // then
        assertThat(value).isEqualTo("value");
    }

    @Test
    void should_keep_the_flag_when_an_open_scope_is_closed_by_an_interrupted_thread() throws Exception {
        // when
        End end = on(Thread.ofPlatform(), () -> {
            try (Scope scope = Scope.open()) {
                scope.go(() -> Work.hang());
                Thread.currentThread().interrupt();
            }
        });

        // then
        assertThat(end.thrown()).isNull();
        assertThat(end.interrupted()).isTrue();
    }

    @Test
    void should_throw_from_join_when_an_open_scopes_owner_is_interrupted() throws Exception {
        // when
        End end = on(Thread.ofVirtual(), () -> {
            try (Scope scope = Scope.open()) {
                scope.go(() -> Work.hang());
                interruptWhenBlocked(Thread.currentThread());
                scope.join();
            }
        });

        // then
        assertThat(end.thrown()).isInstanceOf(InterruptedException.class).hasNoSuppressedExceptions();
        assertThat(end.interrupted()).isFalse();
    }
}
