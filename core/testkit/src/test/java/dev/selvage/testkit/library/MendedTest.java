package dev.selvage.testkit.library;

import static dev.selvage.testkit.library.Schedules.SOME;
import static dev.selvage.testkit.library.Schedules.TICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Clocks;
import dev.selvage.flow.Pipeline;
import dev.selvage.testkit.Simulation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bugs of the library that simulations found and that are mended: each under the very schedule that showed it on the code of then, as
 * far as the code of now goes that way, and under others.
 */
class MendedTest {
    /** What went wrong, and the token of its schedule. */
    enum Bug {
        /** Schedule 155 of 300: the cancellation was heard of by a sleep before its interrupt came, which then met the cleanup. */
        CLEANUP_INTERRUPTED("AYmr2O47JoLKI8T_aKKb5c5dRPVjAQMLzwECC88CAoLmBgMlOw") {
            @Override
            void show(Simulation sim) throws Exception {
                Scope.run(scope -> {
                    scope.go("worker", () -> {
                        try {
                            Scope.run(inner -> sleepAndCleanUp());
                        } finally {
                            sleepAndCleanUp();
                        }
                    });
                    scope.go("canceller", () -> scope.cancel("enough"));
                });
            }
        },

        /** Schedule 1 of 300: a loop that heard of a cancellation before its interrupt came left the flag set behind the scope. */
        INTERRUPT_LEFT_BEHIND("AfLpqbmRCi3siQJcwSVi8_98HR6BAAIQyAIBY9I") {
            @Override
            void show(Simulation sim) {
                assertThatThrownBy(() -> Scope.run(scope -> {
                            Channel<Integer> silent = Channel.rendezvous();
                            scope.go("failing", () -> {
                                throw new IOException("disk gone");
                            });
                            silent.forEach(value -> {}); // leaves with the flag set, for who looks at that
                        }))
                        .isInstanceOf(ScopeFailedException.class);
                assertThat(Thread.interrupted()).isFalse();
            }
        },

        /** Schedule 1 of 300: the end of a pipeline that was interrupted threw a cancellation that nobody had asked for. */
        PIPELINE_CANCELLED_BY_AN_INTERRUPT("Afv6mkWRCi3siQJcwcuvViCqVfJ5") {
            @Override
            void show(Simulation sim) throws Exception {
                Thread owner = Thread.currentThread();
                Work work = new Work();
                try {
                    Scope.options().run(scope -> {
                        scope.go("blow", () -> {
                            Clocks.sleep(TICK.multipliedBy(sim.random().nextInt(3)));
                            owner.interrupt();
                        });
                        Pipeline.from(List.of(1, 2, 3))
                                .stage("ordered", 2, 1, work::sleepAndGive)
                                .unorderedStage("any", 2, 0, work::sleepAndGive)
                                .toList();
                    });
                } catch (InterruptedException interrupted) {
                    assertThat(work.alive).isZero(); // anything else fails the schedule
                }
            }
        };

        private final String token;

        Bug(String token) {
            this.token = token;
        }

        abstract void show(Simulation sim) throws Exception;
    }

    /** Who cleans up with the JDK's means must not be interrupted for what has been thrown at it. */
    private static void sleepAndCleanUp() throws InterruptedException {
        try {
            Clocks.sleep(TICK);
        } catch (InterruptedException cancelled) {
            for (int i = 0; i < 3; i++) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Simulation.point("cleans up");
            }
            throw cancelled;
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_stay_away_under_the_schedule_that_showed_it(Bug bug) {
        Simulation.follow(bug.token, SOME, bug::show);
    }

    @ParameterizedTest
    @EnumSource
    void should_stay_away_under_others(Bug bug) {
        Simulation.explore(bug.name(), SOME, bug::show);
    }
}
