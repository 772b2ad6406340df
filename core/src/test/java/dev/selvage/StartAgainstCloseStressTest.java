package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that races with the end of its scope runs fully inside, or is refused. */
@ExtendWith(NothingLeft.class)
class StartAgainstCloseStressTest {
    private static final int ROUNDS = 300;
    private static final int THREADS = 3;
    private static final int STARTS = 60;

    /** What one round saw. */
    private static final class Round {
        final AtomicReference<Scope> scope = new AtomicReference<>();
        final Queue<Goroutine<?>> accepted = new ConcurrentLinkedQueue<>();
        final Queue<IllegalStateException> refused = new ConcurrentLinkedQueue<>();
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();

        void startUntilRefused() {
            try {
                for (int i = 0; i < STARTS; i++) {
                    accepted.add(scope.get().go(this::work));
                    spin(ThreadLocalRandom.current().nextInt(200)); // so that the scope finds itself empty at times
                }
            } catch (IllegalStateException e) {
                refused.add(e);
            }
        }

        private void work() {
            begun.incrementAndGet();
            Thread.yield();
            finished.incrementAndGet();
        }
    }

    private static void spin(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_run_fully_or_be_refused_when_starts_race_with_the_end(boolean cancel) throws Exception {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // given
            Round round = new Round();
            CountDownLatch ready = new CountDownLatch(1);
            List<Thread> starters = new ArrayList<>();
            for (int n = 0; n < THREADS; n++) {
                starters.add(Thread.ofVirtual().start(() -> {
                    Work.ignoringInterrupts(ready);
                    round.startUntilRefused();
                }));
            }

            // when
            Scope.options().shared().run(scope -> {
                round.scope.set(scope);
                ready.countDown();
                spin(ThreadLocalRandom.current().nextInt(2_000));
                if (cancel) {
                    scope.cancel("enough");
                }
            });
            int begunAtTheEnd = round.begun.get();
            int finishedAtTheEnd = round.finished.get();
            for (Thread starter : starters) {
                starter.join();
            }

            // then
            assertThat(finishedAtTheEnd).isEqualTo(begunAtTheEnd).isEqualTo(round.begun.get());
            assertThat(round.accepted)
                    .allSatisfy(goroutine -> assertThat(goroutine.outcome()).isPresent());
            if (!cancel) {
                assertThat(round.begun.get()).isEqualTo(round.accepted.size());
            }
            assertThat(round.refused).allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("closed"));
            refused += round.refused.size();
        }
        assertThat(refused).as("starts that came too late").isPositive();
    }
}
