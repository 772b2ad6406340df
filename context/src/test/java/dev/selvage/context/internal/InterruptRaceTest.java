package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptRaceTest {
    private static final int ROUNDS = 5_000;

    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    @Test
    void should_leak_no_interrupt_when_cancel_races_with_leaving() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            AtomicReference<TestLevel> level = new AtomicReference<>();
            together.run(() -> awaitSet(level).node.cancel(), () -> {
                TestLevel entered = TestLevel.enter();
                level.set(entered);
                entered.leave();
                assertThat(Thread.interrupted()).isFalse();
                assertThat(Ambient.find()).isNull();
            });
        }
    }

    @Test
    void should_keep_each_interrupt_in_its_level_when_two_levels_are_cancelled_at_once() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            AtomicReference<TestLevel> outer = new AtomicReference<>();
            AtomicReference<TestLevel> inner = new AtomicReference<>();
            together.run(
                    () -> awaitSet(inner).node.cancel(),
                    () -> awaitSet(outer).node.cancel(),
                    () -> {
                        outer.set(TestLevel.enter());
                        inner.set(TestLevel.enter());
                        assertThatThrownBy(InterruptRaceTest::block).isInstanceOf(Interruption.class);
                        inner.get().leave();
                        assertThatThrownBy(InterruptRaceTest::block).isInstanceOf(Interruption.class);
                        outer.get().leave();
                        assertThat(Thread.interrupted()).isFalse();
                    });
        }
    }

    @Test
    void should_interrupt_the_outer_level_for_good_when_cancel_races_with_a_shield() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            AtomicReference<TestLevel> level = new AtomicReference<>();
            together.run(() -> awaitSet(level).node.cancel(), () -> {
                TestLevel entered = TestLevel.enter();
                Context shield = entered.node.shielded(Duration.ofHours(1));
                level.set(entered);
                shield.run(
                        () -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
                assertThatThrownBy(InterruptRaceTest::block).isInstanceOf(Interruption.class);
                shield.run(
                        () -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
                entered.leave();
                assertThat(Thread.interrupted()).isFalse();
            });
        }
    }

    @Test
    void should_wake_a_wait_when_cancelled_at_any_moment() {
        for (int round = 0; together.another(round, ROUNDS); round++) {
            CancelNode node = (CancelNode) Context.background().withCancel();
            together.run(
                    node::cancel,
                    () -> node.run(
                            () -> assertThatThrownBy(InterruptRaceTest::block).isInstanceOf(Interruption.class)));
            assertThat(node.linked()).isZero();
        }
    }

    private static void block() throws InterruptedException {
        Park.until(() -> false, "a test", Park.FOREVER);
    }

    private static TestLevel awaitSet(AtomicReference<TestLevel> level) {
        TestLevel set = level.get();
        while (set == null) {
            Thread.yield(); // the other one may need the core
            set = level.get();
        }
        return set;
    }
}
