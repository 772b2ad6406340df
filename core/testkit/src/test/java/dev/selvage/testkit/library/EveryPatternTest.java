package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.ScopeOptions;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import dev.selvage.channel.Received;
import dev.selvage.channel.Receiver;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import dev.selvage.flow.Bulkhead;
import dev.selvage.flow.Call;
import dev.selvage.flow.FanIn;
import dev.selvage.flow.FanOut;
import dev.selvage.flow.Hedge;
import dev.selvage.flow.Parallel;
import dev.selvage.flow.Pipeline;
import dev.selvage.flow.Race;
import dev.selvage.flow.RateLimiter;
import dev.selvage.flow.Retry;
import dev.selvage.flow.Schedule;
import dev.selvage.flow.SingleFlight;
import dev.selvage.flow.Timeouts;
import dev.selvage.flow.WorkerPool;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a pattern is doing, and whatever comes: the schedule chooses at which of its points. All that it started has ended, each
 * permit is back, and what came leaves, or else the pattern was through before.
 */
class EveryPatternTest {
    /** What goes on when it comes. */
    enum Pattern {
        PARALLEL((scope, work) -> Parallel.map(List.of(1, 2, 3), 2, work::sleepAndGive)),
        SETTLED((scope, work) -> Parallel.mapSettled(List.of(1, 2, 3), 2, work::sleepAndGive)),
        RACE_FIRST((scope, work) -> Race.<Integer>first(() -> work.sleepAndGive(1), () -> work.sleepAndGive(2))),
        RACE_ANY((scope, work) -> Race.<Integer>anySuccess(() -> work.sleepAndFail("a"), () -> work.sleepAndGive(2))),
        RACE_ALL((scope, work) -> Race.all(() -> work.sleepAndGive(1), () -> work.sleepAndGive(2), Integer::sum)),
        FALLBACK((scope, work) -> Timeouts.orElseGet(TICK, () -> work.sleepAndGive(1), () -> work.sleepAndGive(2))),
        HEDGE((scope, work) -> Hedge.after(TICK.dividedBy(2), () -> work.sleepAndGive(1))),
        RETRY((scope, work) -> {
            int[] attempts = new int[1];
            Retry.attempts(3)
                    .withSchedule(Schedule.fixed(TICK))
                    .on(IOException.class)
                    .call(() -> attempts[0]++ < 2 ? work.sleepAndFail("again") : work.sleepAndGive(1));
        }),
        POOL((scope, work) -> {
            WorkerPool pool = WorkerPool.start(scope, 1, 1);
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> work.sleepAndGive(1));
            }
            pool.drain();
        }),
        PIPELINE((scope, work) -> Pipeline.from(List.of(1, 2, 3))
                .stage("ordered", 2, 1, work::sleepAndGive)
                .unorderedStage("any", 2, 0, work::sleepAndGive)
                .toList()),
        FAN((scope, work) -> {
            Channel<Integer> source = Channel.buffered(3);
            source.send(1);
            source.send(2);
            source.close();
            List<Receiver<Integer>> outputs = FanOut.broadcast(scope, 2, 1, source);
            Receiver<Integer> merged = FanIn.merge(scope, 0, outputs);
            while (merged.receiveOrClosed() instanceof Received.Value<Integer>(Integer value)) {
                work.sleepAndGive(value);
            }
        }),
        BULKHEAD((scope, work) -> {
            Bulkhead one = Bulkhead.of(1);
            try {
                Parallel.forEach(List.of(1, 2, 3), 3, i -> one.call(() -> work.sleepAndGive(i)));
            } finally {
                assertThat(one.available()).isEqualTo(1);
                assertThat(work.most).isLessThanOrEqualTo(1);
            }
        }),
        RATE((scope, work) -> {
            RateLimiter limiter = RateLimiter.of(1, TICK);
            for (int i = 0; i < 3; i++) {
                limiter.acquire();
            }
        }),
        FLIGHT((scope, work) -> {
            SingleFlight<String, Integer> flight = SingleFlight.named("flight");
            try {
                Parallel.forEach(List.of(1, 2, 3), 3, i -> flight.call("key", () -> work.sleepAndGive(i)));
            } finally {
                assertThat(flight.size()).isZero();
            }
        }),
        CALL((scope, work) -> {
            Bulkhead bulkhead = Bulkhead.of(1);
            try {
                Call.named("call")
                        .timeout(TICK.multipliedBy(9))
                        .retry(Retry.attempts(2).withSchedule(Schedule.fixed(TICK)))
                        .hedge(Hedge.after(TICK.dividedBy(2)))
                        .rateLimit(RateLimiter.of(2, TICK))
                        .bulkhead(bulkhead)
                        .run(() -> work.sleepAndGive(1));
            } finally {
                assertThat(bulkhead.available()).isEqualTo(1);
            }
        });

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final Body body;

        Pattern(Body body) {
            this.body = body;
        }
    }

    private interface Body {
        void run(Scope scope, Work work) throws Exception;
    }

    /** What comes, and what then leaves. */
    enum Blow {
        CANCEL(CancelledException.class) {
            @Override
            void strike(Scope scope, Thread owner) {
                scope.cancel("enough");
            }
        },
        PANIC(ScopeFailedException.class) {
            @Override
            void strike(Scope scope, Thread owner) {
                throw new IllegalStateException("panic");
            }
        },
        INTERRUPT(InterruptedException.class) {
            @Override
            void strike(Scope scope, Thread owner) {
                owner.interrupt();
            }
        },
        DEADLINE(DeadlineExceededException.class) {
            @Override
            void strike(Scope scope, Thread owner) {} // it passes by itself

            @Override
            ScopeOptions options() {
                return Scope.options().withTimeout(TICK);
            }
        };

        private final Class<? extends Throwable> leaves;

        Blow(Class<? extends Throwable> leaves) {
            this.leaves = leaves;
        }

        abstract void strike(Scope scope, Thread owner);

        ScopeOptions options() {
            return Scope.options();
        }
    }

    static Stream<Arguments> patternsAndBlows() {
        return Arrays.stream(Pattern.values())
                .flatMap(pattern -> Arrays.stream(Blow.values()).map(blow -> Arguments.of(pattern, blow)));
    }

    @ParameterizedTest
    @MethodSource("patternsAndBlows")
    void should_end_all_that_it_started_and_let_it_through(Pattern pattern, Blow blow) {
        Simulation.explore(pattern + " " + blow, SOME, sim -> {
            Work work = new Work();
            Thread owner = Thread.currentThread();
            try {
                blow.options().run(scope -> {
                    scope.go("blow", () -> {
                        Clocks.sleep(TICK.multipliedBy(sim.random().nextInt(3)));
                        blow.strike(scope, owner);
                    });
                    pattern.body.run(scope, work);
                });
            } catch (Throwable left) {
                // the work's own failure goes before a cancellation that comes meanwhile
                assertThat(left)
                        .isInstanceOfAny(blow.leaves, pattern == Pattern.RETRY ? IOException.class : blow.leaves);
            }
            assertThat(work.alive).isZero();
            assertThat(Thread.interrupted() && blow != Blow.INTERRUPT)
                    .as("interrupted")
                    .isFalse();
        });
    }
}
