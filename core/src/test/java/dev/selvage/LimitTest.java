package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.context.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class LimitTest {
    /** Counts how many run at a time. */
    private static final class Gauge implements Task {
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger ran = new AtomicInteger();

        @Override
        public void run() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            ran.incrementAndGet();
            running.decrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void should_never_exceed_the_limit_when_the_owner_starts_many(int limit) throws Exception {
        Gauge gauge = new Gauge();
        Scope.options().withLimit(limit).run(scope -> {
            for (int i = 0; i < 500; i++) {
                scope.go(gauge);
            }
        });
        assertThat(gauge.most).hasValueLessThanOrEqualTo(limit);
        assertThat(gauge.ran).hasValue(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void should_never_exceed_the_limit_when_many_threads_start_in_a_shared_scope(int limit) throws Exception {
        Gauge gauge = new Gauge();
        Scope.options().withLimit(limit).shared().run(scope -> {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 100; n++) {
                        scope.go(gauge);
                    }
                }));
            }
            for (int n = 0; n < 100; n++) {
                scope.go(gauge);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        });
        assertThat(gauge.most).hasValueLessThanOrEqualTo(limit);
        assertThat(gauge.ran).hasValue(500);
    }

    @Test
    void should_serve_first_come_first_when_starts_queue_in_a_shared_scope() throws Exception {
        // given
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        CountDownLatch free = new CountDownLatch(1);

        // when
        Scope.options().withLimit(1).shared().run(scope -> {
            Goroutine<?> holder = scope.go(() -> {
                List<Goroutine<?>> queued = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    int n = i;
                    queued.add(scope.go(() -> order.add(n)));
                }
                assertThat(queued).allSatisfy(one -> assertThat(one.state()).isEqualTo(Goroutine.State.CREATED));
                Work.await(free);
            });
            Work.untilBlocked(holder);
            Goroutine<?> last = Work.on(Thread.ofVirtual(), () -> scope.go(() -> order.add(50)));
            assertThat(last.state()).isEqualTo(Goroutine.State.CREATED);
            free.countDown();
        });

        // then
        assertThat(List.copyOf(order)).hasSize(51).isSorted();
    }

    @Test
    void should_refuse_a_goroutine_of_an_unshared_scope_and_name_the_ways_out() throws Exception {
        Scope.options()
                .withLimit(2)
                .run(scope -> scope.go(() -> {
                    assertThatThrownBy(() -> scope.go(() -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("tryGo()")
                            .hasMessageContaining("shared()");
                    assertThat(scope.tryGo(() -> 1).orElseThrow().await()).isEqualTo(1);
                }));
    }

    @Test
    void should_be_empty_when_tryGo_finds_no_slot() throws Exception {
        Scope.options().withLimit(1).run(scope -> {
            CountDownLatch free = new CountDownLatch(1);
            Goroutine<Integer> holder = scope.tryGo(() -> {
                        free.await();
                        return 1;
                    })
                    .orElseThrow();
            assertThat(scope.tryGo(() -> 2)).isEmpty();
            free.countDown();
            assertThat(holder.await()).isEqualTo(1);
            Optional<Goroutine<Integer>> next = scope.tryGo(() -> 3);
            assertThat(next.orElseThrow().await()).isEqualTo(3);
        });
        assertThat(Scope.<Integer, Exception>call(
                        scope -> scope.tryGo(() -> 4).orElseThrow().await()))
                .isEqualTo(4);
    }

    @Test
    void should_give_slots_back_when_goroutines_panic_or_are_cancelled() throws Exception {
        Scope.options().withLimit(2).isolated(failure -> {}).run(scope -> {
            for (int i = 0; i < 100; i++) {
                scope.go(() -> {
                    throw new AssertionError("panic");
                });
                Goroutine<?> cancelled = scope.go(() -> Work.hang());
                cancelled.cancel();
            }
            CountDownLatch both = new CountDownLatch(2);
            Callable<Boolean> meet = () -> {
                both.countDown();
                Work.await(both);
                return true;
            };
            Goroutine<Boolean> one = scope.go(meet);
            Goroutine<Boolean> two = scope.go(meet);
            assertThat(one.await() && two.await()).isTrue();
        });
    }

    @Test
    void should_give_the_slot_back_when_the_result_is_published_before_children_end() throws Exception {
        Scope.options().withLimit(2).run(scope -> {
            CountDownLatch childMayEnd = new CountDownLatch(1);
            Goroutine<?> parent =
                    scope.go(() -> scope.tryGo(() -> childMayEnd.await(1, java.util.concurrent.TimeUnit.MINUTES))
                            .orElseThrow());
            parent.await();
            assertThat(scope.go(() -> "slot of the parent").await()).isNotNull();
            childMayEnd.countDown();
        });
    }

    @Test
    void should_cancel_the_handle_and_keep_the_flag_when_the_waiting_owner_is_interrupted() throws Exception {
        Work.on(Thread.ofPlatform(), () -> {
            assertThatThrownBy(() -> Scope.options().withLimit(1).run(scope -> {
                        Thread owner = Thread.currentThread();
                        scope.go(() -> Work.hang());
                        Thread.ofVirtual().start(() -> {
                            Work.untilBlocked(owner);
                            owner.interrupt();
                        });
                        Goroutine<?> waiting = scope.go(() -> {
                            throw new AssertionError("ran");
                        });
                        assertThat(waiting.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                        Work.hang();
                    }))
                    .isInstanceOf(InterruptedException.class);
            return null;
        });
    }

    @Test
    void should_end_the_owners_wait_when_a_goroutine_fails() {
        // given
        IllegalStateException failure = new IllegalStateException("failure");

        // when
        ScopeFailedException thrown = catchThrowableOfType(
                ScopeFailedException.class,
                () -> Scope.options().withLimit(1).run(scope -> {
                    Thread owner = Thread.currentThread();
                    scope.go(() -> {
                        Work.untilBlocked(owner);
                        throw failure;
                    });
                    Goroutine<?> never = scope.go(() -> {
                        throw new AssertionError("ran");
                    });
                    assertThatThrownBy(never::await).isInstanceOf(CancelledException.class);
                }));

        // then
        assertThat(thrown).hasCause(failure).hasNoSuppressedExceptions();
    }

    @Test
    void should_cancel_what_is_queued_when_the_scope_is_cancelled() throws Exception {
        List<Goroutine<?>> queued = new ArrayList<>();
        Scope.options().withLimit(1).shared().run(scope -> {
            Goroutine<?> holder = scope.go(() -> {
                for (int i = 0; i < 10; i++) {
                    queued.add(scope.go(() -> {
                        throw new AssertionError("ran");
                    }));
                }
                queued.get(3).cancel();
                assertThat(queued.get(3).state()).isEqualTo(Goroutine.State.DEAD);
                Work.hang();
            });
            Work.untilBlocked(holder);
            scope.cancel("enough");
        });
        assertThat(queued)
                .hasSize(10)
                .allSatisfy(one -> assertThat(one.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class));
    }

    @Test
    void should_refuse_a_limit_below_one() {
        assertThatThrownBy(() -> Scope.options().withLimit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scope.options().withLimit(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
