package dev.selvage.context.internal;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimeTest {

    private final TimeSource time = TimeSource.system();

    @Test
    void should_follow_the_clocks_of_the_system() {
        assertThat(time.now()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(time.nanoTime() - System.nanoTime()).isBetween(-SECONDS.toNanos(10), SECONDS.toNanos(10));
    }

    @Test
    void should_fire_on_the_timer_thread_when_the_deadline_is_past() throws Exception {
        // given
        CompletableFuture<Thread> firedOn = new CompletableFuture<>();

        // when
        time.schedule(new TimerProbe(time.nanoTime() - 1, () -> firedOn.complete(Thread.currentThread())));

        // then
        Thread thread = firedOn.get(10, SECONDS);
        assertThat(thread.getName()).isEqualTo("selvage-timer");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.isVirtual()).isFalse();
    }

    @Test
    void should_never_fire_early() throws Exception {
        // given
        Random random = new Random(7);
        List<CompletableFuture<Long>> early = new ArrayList<>();

        // when
        for (int i = 0; i < 500; i++) {
            long deadline = time.nanoTime() + random.nextLong(MILLISECONDS.toNanos(50));
            CompletableFuture<Long> margin = new CompletableFuture<>();
            early.add(margin);
            time.schedule(new TimerProbe(deadline, () -> margin.complete(time.nanoTime() - deadline)));
        }

        // then
        for (CompletableFuture<Long> margin : early) {
            assertThat(margin.get(10, SECONDS)).isNotNegative();
        }
    }

    @Test
    void should_outlive_a_timeout_that_throws_and_interrupts_its_thread() throws Exception {
        // given
        CountDownLatch later = new CountDownLatch(1);
        time.schedule(new TimerProbe(time.nanoTime(), () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("thrown by a timeout of a test");
        }));

        // when
        time.schedule(new TimerProbe(time.nanoTime() + MILLISECONDS.toNanos(5), later::countDown));

        // then
        assertThat(later.await(10, SECONDS)).isTrue();
    }

    @Test
    void should_let_go_of_a_cancelled_timeout_while_others_are_pending() {
        // given
        TimerProbe neighbour = new TimerProbe(time.nanoTime() + HOURS.toNanos(1));
        time.schedule(neighbour);
        List<WeakReference<Timeout>> references = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            references.add(new WeakReference<>(armedAndCancelled(neighbour.deadline())));
        }

        // then
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(references).allMatch(reference -> reference.get() == null);
        });
        assertThat(time.cancel(neighbour)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_either_fire_once_or_be_cancelled_once_when_threads_race(boolean virtual) throws Exception {
        // given
        List<Race> races = new ArrayList<>();
        ExecutorService threads =
                virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newCachedThreadPool();

        // when
        try (threads) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Race race = new Race(i);
                races.add(race);
                running.add(threads.submit(race::armAndCancel));
                running.add(threads.submit(race::cancelToo));
            }
            for (Future<?> each : running) {
                each.get(50, SECONDS);
            }
        }
        awaitAllDueWithin(Race.SPREAD);

        // then
        for (Race race : races) {
            for (int i = 0; i < Race.ROUNDS; i++) {
                assertThat(race.probes[i].fired() + race.cancelled.get(i)).isEqualTo(1);
                assertThat(race.probes[i].isLinked()).isFalse();
            }
        }
    }

    /** One thread fires in the order of ticks: once this one has fired, so have all that were due before. */
    private void awaitAllDueWithin(long nanos) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        long deadline = time.nanoTime() + nanos + MILLISECONDS.toNanos(1);
        time.schedule(new TimerProbe(deadline, passed::countDown));
        assertThat(passed.await(10, SECONDS)).isTrue();
    }

    private Timeout armedAndCancelled(long deadline) {
        Timeout timeout = new TimerProbe(deadline);
        time.schedule(timeout);
        time.cancel(timeout);
        return timeout;
    }

    /** Timeouts due in a moment, that two threads try to cancel at about that moment. */
    private final class Race {

        static final int ROUNDS = 10_000;
        static final long SPREAD = 150_000;

        private final TimerProbe[] probes = new TimerProbe[ROUNDS];
        private final AtomicIntegerArray cancelled = new AtomicIntegerArray(ROUNDS);
        private final AtomicInteger armed = new AtomicInteger();
        private final long seed;

        Race(long seed) {
            this.seed = seed;
        }

        void armAndCancel() {
            Random random = new Random(seed);
            for (int i = 0; i < ROUNDS; i++) {
                probes[i] = new TimerProbe(time.nanoTime() + random.nextLong(SPREAD));
                time.schedule(probes[i]);
                armed.set(i + 1);
                pause(random);
                cancel(i);
            }
        }

        void cancelToo() {
            Random random = new Random(~seed);
            for (int i = 0; i < ROUNDS; i++) {
                while (armed.get() <= i) {
                    LockSupport.parkNanos(1);
                }
                pause(random);
                cancel(i);
            }
        }

        private void pause(Random random) {
            long until = time.nanoTime() + random.nextLong(SPREAD);
            while (time.nanoTime() - until < 0) {
                LockSupport.parkNanos(1);
            }
        }

        private void cancel(int i) {
            if (time.cancel(probes[i])) {
                cancelled.incrementAndGet(i);
            }
        }
    }
}
