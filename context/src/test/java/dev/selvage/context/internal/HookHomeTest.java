package dev.selvage.context.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.selvage.context.Context;
import dev.selvage.context.Registration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hook belongs to the scope in which it was registered. */
class HookHomeTest {
    private static final int ROUNDS = 2_000;

    private final CountingHome home = new CountingHome();
    private final HomeLevel level = new HomeLevel();
    private final CancelNode node = (CancelNode) Context.background().withCancel();

    @BeforeEach
    void enter() {
        Ambient.enter().push(level);
    }

    @AfterEach
    void leave() {
        Ambient.find().pop(level);
    }

    @Test
    void should_be_counted_while_it_runs() {
        // given
        AtomicInteger living = new AtomicInteger(-1);
        Registration hook = node.onCancel(() -> living.set(home.living.get()));

        // when
        node.cancel();
        hook.close();

        // then
        assertThat(living).hasValue(1);
        home.awaitNone();
        assertThat(home.started).hasValue(1);
    }

    @Test
    void should_not_be_counted_when_stopped() {
        // given
        Registration hook = node.onCancel(() -> {});

        // when
        hook.stop();
        node.cancel();

        // then
        assertThat(home.started).hasValue(0);
    }

    @Test
    void should_run_uncounted_when_the_scope_has_ended() {
        // given
        home.ended = true;
        AtomicInteger runs = new AtomicInteger();
        Registration hook = node.onCancel(runs::incrementAndGet);

        // when
        node.cancel();
        hook.close();

        // then
        assertThat(runs).hasValue(1);
        assertThat(home.living).hasValue(0);
    }

    @Test
    void should_be_counted_before_any_cancel_returns() {
        try (Together together = new Together()) {
            for (int round = 0; together.another(round, ROUNDS); round++) {
                // given
                CancelNode parent = (CancelNode) Context.background().withCancel();
                Registration hook = parent.withCancel().onCancel(() -> {});
                int before = home.started.get();

                // when, then
                Runnable cancelAndLook = () -> {
                    parent.cancel();
                    assertThat(home.started.get()).isGreaterThan(before);
                };
                together.run(cancelAndLook, cancelAndLook);
                hook.close();
            }
        }
        home.awaitNone();
    }

    private final class HomeLevel extends Frame {
        @Override
        public AbstractContext context() {
            return AbstractContext.background();
        }

        @Override
        protected boolean wakesByInterrupt() {
            return false;
        }

        @Override
        protected Home home() {
            return home;
        }
    }

    private static final class CountingHome implements Home {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger living = new AtomicInteger();
        volatile boolean ended;

        void awaitNone() {
            await().until(() -> living.get() == 0);
        }

        @Override
        public long started() {
            return 0;
        }

        @Override
        public String path() {
            return "home";
        }

        @Override
        public AbstractContext homeContext() {
            return AbstractContext.background();
        }

        @Override
        public Ambient lookup(Thread thread) {
            return null;
        }

        @Override
        public boolean hookStarting() {
            if (!ended) {
                started.incrementAndGet();
                living.incrementAndGet();
            }
            return !ended;
        }

        @Override
        public void hookEnded() {
            living.decrementAndGet();
        }
    }
}
