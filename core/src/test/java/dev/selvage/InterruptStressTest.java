package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interrupts by which a scope wakes its body never leak out of it. */
@ExtendWith(NothingLeft.class)
class InterruptStressTest {
    private static final int ROUNDS = 4_000;

    private static Thread.Builder kind(String name) {
        return name.equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
    }

    private static void spin(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    private static int anyMoment() {
        return ThreadLocalRandom.current().nextInt(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_leave_the_flag_clean_when_a_failure_races_with_the_normal_end(String kind) throws Exception {
        Work.on(kind(kind), () -> {
            int failed = 0;
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    Scope.run(scope -> {
                        scope.go(() -> {
                            spin(anyMoment());
                            throw new IllegalStateException("failure");
                        });
                        spin(anyMoment());
                    });
                } catch (ScopeFailedException e) {
                    failed++;
                }
                assertThat(Thread.interrupted()).as("flag after round %s", i).isFalse();
            }
            assertThat(failed).isEqualTo(ROUNDS);
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_leave_the_flag_clean_when_a_cancel_races_with_blocking_and_ending(String kind) throws Exception {
        Work.on(kind(kind), () -> {
            for (int i = 0; i < ROUNDS; i++) {
                boolean blocks = i % 2 == 0;
                Integer value = Scope.call(scope -> {
                    CountDownLatch never = new CountDownLatch(1);
                    scope.go(() -> {
                        spin(anyMoment());
                        scope.cancel("enough");
                    });
                    spin(anyMoment());
                    try {
                        if (blocks) {
                            never.await();
                        }
                    } catch (InterruptedException e) {
                        return 1;
                    }
                    return 2;
                });
                assertThat(value).isEqualTo(blocks ? 1 : 2);
                assertThat(Thread.interrupted()).as("flag after round %s", i).isFalse();
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_interrupt_the_outer_body_and_nobody_after_when_an_outer_scope_is_cancelled_at_any_moment(String kind)
            throws Exception {
        Work.on(kind(kind), () -> {
            for (int i = 0; i < ROUNDS / 2; i++) {
                String value = Scope.call(outer -> {
                    outer.go(() -> {
                        spin(anyMoment());
                        outer.cancel("enough");
                    });
                    try {
                        while (true) {
                            Scope.run(inner -> {
                                inner.go(() -> spin(anyMoment() / 4));
                                spin(anyMoment() / 4);
                            });
                        }
                    } catch (InterruptedException | dev.selvage.context.CancelledException e) {
                        return "ended";
                    }
                });
                assertThat(value).isEqualTo("ended");
                assertThat(Thread.interrupted()).as("flag after round %s", i).isFalse();
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_wake_the_outer_body_when_it_blocks_after_an_inner_scope_was_left(String kind) throws Exception {
        Work.on(kind(kind), () -> {
            for (int i = 0; i < ROUNDS / 2; i++) {
                Scope.call(outer -> {
                    outer.go(() -> {
                        spin(anyMoment());
                        outer.cancel("enough");
                    });
                    try {
                        Scope.run(inner -> {
                            inner.go(() -> spin(anyMoment()));
                            spin(anyMoment());
                        });
                        return Work.hang(); // hangs for good if the interrupt got lost in the inner scope
                    } catch (InterruptedException | dev.selvage.context.CancelledException e) {
                        return "woken";
                    }
                });
                assertThat(Thread.interrupted()).as("flag after round %s", i).isFalse();
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void should_never_lose_a_foreign_interrupt_when_it_comes_at_any_moment(String kind) throws Exception {
        for (int i = 0; i < ROUNDS / 4; i++) {
            CountDownLatch running = new CountDownLatch(1);
            java.util.concurrent.FutureTask<Boolean> task = new java.util.concurrent.FutureTask<>(() -> {
                running.countDown();
                boolean seen = false;
                try {
                    for (int n = 0; n < 20; n++) {
                        Scope.run(scope -> {
                            scope.go(() -> spin(20));
                            spin(20);
                        });
                    }
                    Work.hang();
                } catch (InterruptedException e) {
                    seen = true;
                }
                return seen && !Thread.interrupted();
            });
            Thread thread = kind(kind).start(task);
            Work.await(running);
            spin(anyMoment());
            thread.interrupt();
            assertThat(task.get(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }
}
