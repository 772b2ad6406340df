package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.context.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose interrupt is whose, with several levels on one thread. */
@Timeout(60)
class InterruptTest {
    private static final Duration LONG = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void should_interrupt_inside_and_leak_nothing_outside(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            assertThat(flag()).isTrue();
            level.leave();
            assertThat(flag()).isFalse();
            assertThat(Ambient.find()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_not_interrupt_when_cancelled_after_leaving(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            Ambient ambient = Ambient.find();
            level.leave();
            ambient.interrupt(level);
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_interrupt_the_outer_level_again_when_the_inner_is_left(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel outer = TestLevel.enter();
            TestLevel inner = TestLevel.enter();
            outer.node.cancel();
            assertThatThrownBy(InterruptTest::block).isInstanceOf(Interruption.class);
            assertThat(flag()).as("consumed inside").isFalse();
            inner.leave();
            assertThat(flag()).as("for the outer level").isTrue();
            outer.leave();
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_not_interrupt_the_outer_level_when_only_the_inner_is_cancelled(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel outer = TestLevel.enter();
            TestLevel inner = TestLevel.enter();
            inner.node.cancel();
            assertThat(flag()).isTrue();
            inner.leave();
            assertThat(flag()).isFalse();
            outer.leave();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_leak_nothing_when_consumed_before_an_inner_level_is_left(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel outer = TestLevel.enter();
            outer.node.cancel();
            assertThatThrownBy(InterruptTest::block).isInstanceOf(Interruption.class);
            TestLevel cleanup = TestLevel.enter();
            cleanup.leave();
            outer.node.shielded(LONG).run(() -> assertThat(flag()).isFalse());
            assertThat(flag()).as("the interrupt was consumed").isFalse();
            outer.leave();
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_keep_a_foreign_interrupt_when_it_comes_after_ours_was_consumed(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            assertThatThrownBy(InterruptTest::block).isInstanceOf(Interruption.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(InterruptTest::block).isInstanceOf(Interruption.class);
            level.node
                    .shielded(LONG)
                    .run(() -> assertThat(flag()).as("no shield from it").isTrue());
            level.leave();
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_keep_a_foreign_interrupt_when_the_level_was_never_interrupted(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            Thread.currentThread().interrupt();
            level.leave();
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_hold_back_a_pending_interrupt_in_a_shield_and_set_it_again(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            level.node.shielded(LONG).run(() -> {
                assertThat(flag()).isFalse();
                assertThat(Park.until(() -> false, "cleanup", 1)).isFalse();
            });
            assertThat(flag()).isTrue();
            level.leave();
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_hold_back_an_interrupt_that_comes_during_a_shield(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.shielded(LONG).run(() -> {
                TestLevel inner = TestLevel.enter();
                level.node.cancel();
                assertThat(flag()).isFalse();
                inner.leave();
                assertThat(flag()).isFalse();
            });
            assertThat(flag()).isTrue();
            level.leave();
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_shield_what_is_derived_from_a_shield_as_well(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            Context cleanup = level.node.shielded(LONG).withTimeout(LONG).withCancel();
            cleanup.run(() -> assertThat(flag()).isFalse());
            assertThat(flag()).isTrue();
            level.leave();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_interrupt_in_the_shield_when_its_own_grace_is_over(OnThreads threads) throws Exception {
        threads.run(() -> {
            ManualTime time = new ManualTime();
            time.root().run(() -> {
                TestLevel level = TestLevel.enter();
                level.node.cancel();
                level.node.shielded(LONG).run(() -> {
                    assertThat(flag()).isFalse();
                    time.advance(LONG);
                    assertThat(flag()).isTrue();
                    assertThatThrownBy(InterruptTest::block).isInstanceOf(Interruption.class);
                });
                assertThat(flag()).isTrue();
                level.leave();
                assertThat(flag()).isFalse();
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_not_set_it_again_after_a_shield_when_other_code_had_consumed_it(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            assertThatThrownBy(() -> TimeUnit.HOURS.sleep(1)).isInstanceOf(InterruptedException.class);
            level.node.shielded(LONG).run(() -> assertThat(flag()).isFalse());
            assertThat(flag()).as("it was not pending").isFalse();
            level.leave();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_take_back_ours_and_pass_on_the_outer_one_when_sealed(OnThreads threads) throws Exception {
        threads.run(() -> {
            TestLevel outer = TestLevel.enter();
            TestLevel level = TestLevel.enter();
            level.node.cancel();
            level.seal();
            assertThat(flag()).isFalse();
            outer.node.cancel();
            assertThat(flag()).isTrue();
            level.leave();
            outer.leave();
            assertThat(flag()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_end_what_was_left_open_when_a_body_returns(OnThreads threads) throws Exception {
        threads.run(() -> {
            Context context = Context.background().withCancel();
            assertThatThrownBy(() -> context.run(() -> TestLevel.enter().node.cancel()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a level was left open");
            assertThatThrownBy(() -> context.run(() -> {
                        TestLevel.enter();
                        throw new java.io.IOException("the body's own");
                    }))
                    .isInstanceOf(java.io.IOException.class)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
            assertThat(flag()).isFalse();
            assertThat(Ambient.find()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void should_be_found_through_the_thread_when_it_is_a_goroutine(OnThreads threads) throws Exception {
        CancelNode node = (CancelNode) Context.background().withCancel();
        TestGoroutine goroutine = new TestGoroutine(node);
        goroutine.interrupt(goroutine);
        threads.run(() -> {
            Thread.currentThread().setUncaughtExceptionHandler(goroutine);
            assertThat(Ambient.find()).as("not before it has started").isNull();
            goroutine.begin();
            assertThat(Ambient.find()).isSameAs(goroutine);
            assertThat(Context.current()).isSameAs(node);
            assertThat(flag()).as("asked for before the thread was there").isTrue();
            Context.background().run(() -> assertThat(Context.current()).isSameAs(Context.background()));
            assertThat(Context.current()).isSameAs(node);
        });
    }

    /** A thread's outermost level, as a goroutine is. */
    private static final class TestGoroutine extends Ambient {
        private final CancelNode node;

        TestGoroutine(CancelNode node) {
            this.node = node;
        }

        void begin() {
            started(Thread.currentThread());
        }

        @Override
        public AbstractContext context() {
            return node;
        }

        @Override
        protected boolean wakesByInterrupt() {
            return true;
        }
    }

    private static void block() throws InterruptedException {
        Park.until(() -> false, "a test", Park.FOREVER);
    }

    private static boolean flag() {
        return Thread.currentThread().isInterrupted();
    }
}
