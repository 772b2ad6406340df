package dev.selvage.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.internal.Eventually;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** What JDK 25 does by itself and {@link TaskScope} is there to change. */
@EnabledOnJre(JRE.JAVA_25)
class JdkFactsTest {
    private static final StsHandles STS = StsHandles.RUNNING;

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void should_neither_join_again_nor_fork_when_a_join_was_interrupted_and_interrupt_all_in_close() throws Throwable {
        // given
        Object scope = open();
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        fork(scope, noting(interrupted, never));
        Thread.currentThread().interrupt();

        // when, then
        assertThatThrownBy(() -> STS.join().invoke(scope)).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> STS.join().invoke(scope)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fork(scope, () -> null)).isInstanceOf(IllegalStateException.class);
        STS.close().invoke(scope);
        assertThat(interrupted).isTrue();
    }

    @Test
    void should_interrupt_all_and_raise_when_closed_without_join() throws Throwable {
        // given
        Object scope = open();
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        fork(scope, noting(interrupted, never));

        // when, then
        assertThatThrownBy(() -> STS.close().invoke(scope)).isInstanceOf(IllegalStateException.class);
        assertThat(interrupted).isTrue();
    }

    @Test
    void should_drop_a_fork_without_a_word_when_closed_by_force() throws Throwable {
        // given
        Object outer = open();
        Object inner = open();
        AtomicBoolean ran = new AtomicBoolean();
        assertThatThrownBy(() -> STS.close().invoke(outer))
                .satisfies(e -> assertThat(Thrown.isStructureViolation(e)).isTrue());

        // when, then
        assertThatCode(() -> fork(inner, () -> {
                    ran.set(true);
                    return null;
                }))
                .doesNotThrowAnyException();
        STS.join().invoke(inner);
        STS.close().invoke(inner);
        assertThat(ran).isFalse();
    }

    @Test
    void should_cancel_the_others_when_a_task_throws() throws Throwable {
        // given
        Object scope = open();
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread owner = Thread.currentThread();
        fork(scope, noting(interrupted, never));
        fork(scope, () -> {
            Eventually.parked(owner);
            throw new IllegalStateException("broken");
        });

        // when, then
        assertThatThrownBy(() -> STS.join().invoke(scope)).rootCause().hasMessage("broken");
        STS.close().invoke(scope);
        assertThat(interrupted).isTrue();
    }

    private static Object open() throws Throwable {
        UnaryOperator<Object> asItIs = it -> it;
        return STS.open().invoke(asItIs);
    }

    private static void fork(Object scope, Callable<?> task) throws Throwable {
        STS.fork().invoke(scope, task);
    }

    private static Callable<?> noting(AtomicBoolean interrupted, CountDownLatch never) {
        return () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            return null;
        };
    }
}
