package dev.selvage.channel;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Goroutine;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.context.CancellableContext;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.internal.AbstractContext;
import dev.selvage.context.internal.TimeSource;
import dev.selvage.context.internal.Timeout;
import dev.selvage.context.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NothingLeft.class)
class TickerTest {
    private final ManualTime time = new ManualTime();

    private static Received<Instant> tickAt(long millis) {
        return new Received.Value<>(Instant.ofEpochMilli(millis));
    }

    private void inTime(Scope.Body<Exception> body) throws Exception {
        Scope.options().withContext(time.root()).run(body);
    }

    @Test
    void should_tick_after_each_period() throws Exception {
        inTime(scope -> {
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                for (int i = 1; i <= 3; i++) {
                    time.advance(ofMillis(999));
                    assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                    time.advance(ofMillis(1));
                    assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(i * 1_000L));
                }
            }
        });
    }

    @Test
    void should_drop_ticks_when_the_receiver_is_slow() throws Exception {
        inTime(scope -> {
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                time.advance(ofSeconds(1));
                time.advance(ofSeconds(1));
                time.advance(ofSeconds(1));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(1_000));
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofSeconds(1));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(4_000));
            }
        });
    }

    @Test
    void should_keep_to_multiples_of_the_period_when_a_tick_is_late() throws Exception {
        inTime(scope -> {
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                time.advance(ofMillis(2_700));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(2_700));
                time.advance(ofMillis(299));
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofMillis(1));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(3_000));
            }
        });
    }

    @Test
    void should_count_anew_and_give_nothing_stale_when_reset() throws Exception {
        inTime(scope -> {
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                time.advance(ofMillis(1_500));
                ticker.reset(ofSeconds(2));
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofMillis(1_999));
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofMillis(1));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(3_500));
                time.advance(ofSeconds(2));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(5_500));
                assertThat(time.armed()).isEqualTo(1);
            }
        });
    }

    @Test
    void should_release_the_timer_and_end_the_loop_when_closed() throws Exception {
        inTime(scope -> {
            Ticker ticker = Ticker.every(ofSeconds(1));
            Peer<List<Instant>> loop =
                    Peer.start(() -> ticker.channel().stream().toList());
            Peer.untilReceiversWait((Channel<?>) ticker.channel(), 1);
            assertThat(time.armed()).isEqualTo(1);
            ticker.close();
            ticker.close();
            assertThat(time.armed()).isZero();
            assertThat(loop.get()).isEmpty();
            ticker.reset(ofSeconds(1));
            assertThat(time.armed()).isZero();
            time.advance(ofSeconds(5));
            assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Closed.class);
        });
    }

    @Test
    void should_give_no_tick_that_waited_when_closed() throws Exception {
        inTime(scope -> {
            Ticker ticker = Ticker.every(ofSeconds(1));
            time.advance(ofSeconds(1));
            ticker.close();
            assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Closed.class);
        });
    }

    @Test
    void should_end_with_its_scope_when_nobody_closes_it() throws Exception {
        List<Ticker> tickers = new ArrayList<>();
        inTime(scope -> tickers.add(Ticker.every(ofSeconds(1))));
        assertThat(time.armed()).isZero();
        assertThat(tickers.getFirst().channel().isClosed()).isTrue();
    }

    @Test
    void should_end_a_wait_for_a_tick_as_cancelled_when_that_closes_the_ticker() throws Exception {
        for (int i = 0; i < 100; i++) { // whoever comes first, the close or the interrupt
            Scope.run(scope -> {
                Goroutine<Instant> plain =
                        scope.go(() -> Ticker.every(ofSeconds(100)).channel().receive());
                Goroutine<Instant> selecting = scope.go(() ->
                        Select.select(Ticker.every(ofSeconds(100)).channel().onReceive(tick -> tick)));
                for (Goroutine<Instant> waiting : List.of(plain, selecting)) {
                    waiting.cancel();
                    assertThatThrownBy(waiting::await).isInstanceOf(CancelledException.class);
                }
            });
        }
    }

    /** How to wait for ticks. */
    enum Waiting {
        LOOP {
            @Override
            void wait(Receiver<Instant> ticks) {
                for (Instant tick : ticks) {
                    assertThat(tick).isNull(); // none comes
                }
            }
        },
        STREAM {
            @Override
            void wait(Receiver<Instant> ticks) {
                ticks.stream().forEach(tick -> {});
            }
        },
        CLOSED {
            @Override
            void wait(Receiver<Instant> ticks) throws InterruptedException {
                ticks.receiveOrClosed();
            }
        },
        TIMED {
            @Override
            void wait(Receiver<Instant> ticks) throws InterruptedException {
                ticks.receive(ofSeconds(100));
            }
        },
        CLOSED_CLAUSE {
            @Override
            void wait(Receiver<Instant> ticks) throws InterruptedException {
                Select.select(ticks.onReceiveRun(tick -> {}), ticks.onClosedRun(() -> {}));
            }
        };

        abstract void wait(Receiver<Instant> ticks) throws InterruptedException;
    }

    @ParameterizedTest
    @EnumSource
    void should_end_every_wait_as_cancelled_when_that_closes_the_ticker(Waiting how) throws Exception {
        for (int round = 0; round < 100; round++) {
            Scope.run(scope -> {
                Goroutine<?> waiting =
                        scope.go(() -> how.wait(Ticker.every(ofSeconds(100)).channel()));
                waiting.cancel();
                assertThatThrownBy(waiting::await).isInstanceOf(CancelledException.class);
            });
        }
    }

    @Test
    void should_run_the_clause_for_the_context_when_that_closes_the_ticker() throws Exception {
        for (int round = 0; round < 100; round++) {
            Scope.run(scope -> {
                CountDownLatch selecting = new CountDownLatch(1);
                CountDownLatch heard = new CountDownLatch(1);
                Goroutine<?> waiting = scope.go(() -> {
                    Receiver<Instant> ticks = Ticker.every(ofSeconds(100)).channel();
                    selecting.countDown();
                    Select.select(
                            ticks.onReceiveRun(tick -> {}), Select.onDoneRun(Context.current(), heard::countDown));
                });
                selecting.await();
                waiting.cancel();
                waiting.await();
                assertThat(heard.getCount()).isZero();
            });
        }
    }

    @Test
    void should_leave_nothing_behind_when_many_are_closed() throws Exception {
        inTime(scope -> {
            for (int i = 0; i < 10_000; i++) {
                Ticker.every(ofSeconds(1)).close();
            }
            assertThat(time.armed()).isZero();
        });
    }

    @Test
    void should_refuse_a_period_that_is_not_positive() throws Exception {
        inTime(scope -> {
            assertThatThrownBy(() -> Ticker.every(ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The period of a ticker must be positive, but is PT0S");
            assertThatThrownBy(() -> Ticker.every(ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Ticker.every(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("period");
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                assertThatThrownBy(() -> ticker.reset(ZERO)).isInstanceOf(IllegalArgumentException.class);
                time.advance(ofSeconds(1));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(1_000));
            }
        });
    }

    /** Stands still inside a reset, when told to: as a virtual thread that has lost its core there. */
    private final class Stalling implements TimeSource {
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean stalls;

        @Override
        public long nanoTime() {
            if (stalls) {
                stalls = false;
                inside.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return time.nanoTime();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public void schedule(Timeout timeout) {
            time.schedule(timeout);
        }

        @Override
        public boolean cancel(Timeout timeout) {
            return time.cancel(timeout);
        }
    }

    @Test
    void should_not_hold_up_the_timer_when_a_deadline_meets_a_reset_that_stands_still() throws Exception {
        // given
        Stalling stalling = new Stalling();
        CancellableContext context = AbstractContext.root(
                        new World(stalling, Thread.ofVirtual().factory()))
                .withTimeout(ofSeconds(1));
        Ticker[] ticker = new Ticker[1];
        context.run(() -> ticker[0] = Ticker.every(ofSeconds(5)));
        stalling.stalls = true;
        Thread resetter = Thread.ofPlatform().start(() -> ticker[0].reset(ofSeconds(9)));
        stalling.inside.await();

        // when
        Thread timer = Thread.ofPlatform().start(() -> time.advance(ofSeconds(1)));

        // then
        assertThat(timer.join(ofSeconds(20))).isTrue();
        stalling.goOn.countDown();
        resetter.join();
        assertThat(ticker[0].channel().isClosed()).isTrue();
        assertThat(time.armed()).isZero();
    }

    @Test
    void should_not_hold_up_the_timer_when_a_reset_stands_still() throws Exception {
        Stalling stalling = new Stalling();
        AbstractContext root =
                AbstractContext.root(new World(stalling, Thread.ofVirtual().factory()));
        Scope.options().withContext(root).run(scope -> {
            try (Ticker ticker = Ticker.every(ofSeconds(1))) {
                // given
                stalling.stalls = true;
                Thread resetter = Thread.ofPlatform().start(() -> ticker.reset(ofSeconds(2)));
                stalling.inside.await();

                // when
                Thread timer = Thread.ofPlatform().start(() -> time.advance(ofSeconds(1)));

                // then
                assertThat(timer.join(ofSeconds(20))).isTrue();
                stalling.goOn.countDown();
                resetter.join();
                assertThat(ticker.channel().tryReceive()).isInstanceOf(Received.Empty.class);
                time.advance(ofSeconds(2));
                assertThat(ticker.channel().tryReceive()).isEqualTo(tickAt(3_000));
            }
        });
    }
}
