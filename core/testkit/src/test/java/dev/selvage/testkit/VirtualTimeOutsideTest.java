package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.selvage.Scope;
import dev.selvage.channel.Channel;
import dev.selvage.channel.Received;
import dev.selvage.dsl.Go;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who waits for the world outside holds the clock, and is named if nothing comes. */
class VirtualTimeOutsideTest {
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    @ParameterizedTest
    @EnumSource
    void should_stand_still_as_long_as_somebody_waits_outside(OutsideWait wait) throws Exception {
        VirtualTimeOptions patient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMinutes(1));
        VirtualTime.run(
                patient,
                clock -> Scope.run(scope -> {
                    scope.go("sleeper", () -> Go.sleep(Duration.ofHours(1)));
                    scope.go("outside", () -> {
                        wait.now();
                        assertThat(clock.elapsed()).isZero();
                    });
                }));
    }

    @Test
    void should_wait_for_a_thread_outside_when_told_of_it() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            scope.go("sleeper", () -> Go.sleep(Duration.ofHours(1)));
            CompletableFuture<String> answer = later();
            assertThat(clock.<String>outside(answer::get)).isEqualTo("answer");
            assertThat(clock.elapsed()).isZero();
        }));
    }

    @Test
    void should_wait_for_a_future_when_nothing_else_can_happen() throws Exception {
        VirtualTime.run(clock -> assertThat(later().get()).isEqualTo("answer"));
    }

    @Test
    void should_wait_for_a_sender_outside_a_moment_when_nothing_else_can_happen() throws Exception {
        VirtualTime.run(clock -> {
            Channel<String> answers = Channel.rendezvous();
            Thread.ofPlatform().start(() -> send(answers));
            assertThat(answers.receive()).isEqualTo("answer");
        });
    }

    private static void send(Channel<String> answers) {
        while (!answers.trySend("answer")) {
            Thread.onSpinWait(); // until somebody waits for it
        }
    }

    @Test
    void should_say_so_when_time_moved_past_a_wait_that_nobody_could_tell() {
        SimulationFailedError failed = catchThrowableOfType(
                SimulationFailedError.class,
                () -> VirtualTime.run(clock -> Scope.run(scope -> {
                    CountDownLatch moved = new CountDownLatch(1);
                    CompletableFuture<String> answer = new CompletableFuture<>();
                    Thread.ofPlatform().name("pool").start(() -> {
                        await(moved);
                        answer.complete("answer");
                    });
                    scope.go("sleeper", () -> {
                        Go.sleep(Duration.ofHours(1));
                        moved.countDown();
                    });
                    scope.go("waiter", () -> answer.get());
                })));
        assertThat(failed)
                .hasMessageContaining("time moved on while waiter 3 waited")
                .hasMessageContaining("pool")
                .hasMessageContaining("VirtualTimeOutsideTest.java")
                .hasMessageContaining("clock.outside");
    }

    @Test
    void should_say_so_when_time_moved_past_a_latch_that_is_opened_outside() {
        assertThatThrownBy(() -> VirtualTime.run(clock -> Scope.run(scope -> {
                    CountDownLatch latch = new CountDownLatch(1);
                    CountDownLatch moved = new CountDownLatch(1);
                    Thread.ofPlatform().start(() -> {
                        await(moved);
                        OutsideWait.pause(); // until all in the run wait
                        latch.countDown();
                    });
                    scope.go("sleeper", () -> {
                        Go.sleep(Duration.ofHours(1));
                        moved.countDown();
                    });
                    scope.go("waiter", () -> latch.await());
                })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("time moved on while waiter 3 waited");
    }

    @Test
    void should_say_so_when_time_moved_past_a_wait_for_a_notify_from_outside() {
        SimulationFailedError failed = catchThrowableOfType(
                SimulationFailedError.class,
                () -> VirtualTime.run(clock -> Scope.run(scope -> {
                    CountDownLatch moved = new CountDownLatch(1);
                    boolean[] told = new boolean[1];
                    Thread.ofPlatform().start(() -> {
                        await(moved);
                        OutsideWait.pause(); // until all in the run wait
                        synchronized (told) {
                            told[0] = true;
                            told.notifyAll();
                        }
                    });
                    scope.go("sleeper", () -> {
                        Go.sleep(Duration.ofHours(1));
                        moved.countDown();
                    });
                    scope.go("waiter", () -> {
                        synchronized (told) {
                            while (!told[0]) {
                                told.wait();
                            }
                        }
                    });
                })));
        assertThat(failed)
                .hasMessageContaining("time moved on while waiter 3 waited")
                .hasMessageContaining("by a monitor");
    }

    @Test
    void should_name_a_timed_wait_that_is_longer_than_the_limit_when_nothing_else_can_happen() {
        VirtualTimeOptions impatient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(50));
        assertThatThrownBy(() ->
                        VirtualTime.run(impatient, clock -> new LinkedBlockingQueue<>().poll(1, TimeUnit.HOURS)))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("waited for the world outside for 50 ms");
    }

    @Test
    void should_let_others_go_on_when_somebody_looks_again_and_again() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            Channel<Integer> numbers = Channel.rendezvous();
            scope.go(() -> numbers.send(1));
            while (!(numbers.tryReceive() instanceof Received.Value<Integer>)) {
                assertThat(clock.elapsed()).isZero();
            }
            AtomicReference<Boolean> over = new AtomicReference<>(false);
            scope.go(() -> {
                Thread.sleep(A_MOMENT);
                over.set(true);
            });
            yieldUntil(over);
        }));
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is tried
    private static void yieldUntil(AtomicReference<Boolean> over) {
        while (!over.get()) {
            Thread.yield();
        }
    }

    @Test
    void should_fail_when_a_thread_outside_that_the_body_made_dies() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        assertThatThrownBy(() -> VirtualTime.run(clock -> {
                    Thread dying = Thread.ofPlatform().name("dying").start(() -> {
                        throw mistake;
                    });
                    dying.join();
                }))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("dying")
                .hasRootCause(mistake);
    }

    @Test
    void should_not_complain_of_a_wait_outside_when_the_test_moved_the_time() throws Exception {
        VirtualTime.run(clock -> Scope.run(scope -> {
            clock.autoAdvance(false);
            CountDownLatch moved = new CountDownLatch(1);
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                await(moved);
                answer.complete("answer");
            });
            scope.go("waiter", () -> assertThat(answer.get()).isEqualTo("answer"));
            clock.advance(Duration.ofHours(1));
            moved.countDown();
        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<String> later() {
        return CompletableFuture.supplyAsync(
                () -> "answer", CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
    }

    @Test
    void should_name_who_waits_outside_when_nothing_comes() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            VirtualTimeOptions impatient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(50));
            assertThatThrownBy(() -> VirtualTime.run(
                            impatient,
                            clock -> Scope.run(scope -> {
                                scope.go("acceptor", server::accept);
                                Go.sleep(Duration.ofHours(1));
                            })))
                    .isInstanceOf(SimulationFailedError.class)
                    .hasMessageContaining("outside")
                    .hasMessageContaining("acceptor");
        }
    }

    @Test
    void should_not_go_on_for_ever_when_short_waits_of_the_jdks_keep_the_time_from_moving() {
        VirtualTimeOptions impatient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(100));
        assertThatThrownBy(() -> VirtualTime.run(
                        impatient,
                        clock -> Scope.run(scope -> {
                            BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
                            scope.go("poller", () -> {
                                while (jobs.poll(1, TimeUnit.MILLISECONDS) == null) {
                                    assertThat(clock.elapsed()).isZero();
                                }
                            });
                            Go.sleep(Duration.ofHours(1));
                            jobs.put("job");
                        })))
                .isInstanceOf(SimulationFailedError.class)
                .hasMessageContaining("outside")
                .hasMessageContaining("poller");
    }

    @Test
    void should_not_stand_still_when_a_timed_wait_of_the_jdks_is_longer_than_the_limit() throws Exception {
        VirtualTime.run(clock -> {
            BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
            Future<String> done;
            try (ExecutorService executor =
                    Executors.newVirtualThreadPerTaskExecutor()) { // closes with a wait of a day
                done = executor.submit(() -> {
                    Go.sleep(Duration.ofHours(1));
                    jobs.put("job");
                    return "done";
                });
            }
            assertThat(done.get()).isEqualTo("done");
            assertThat(jobs.poll(1, TimeUnit.HOURS)).isEqualTo("job");
            assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void should_show_where_it_is_when_one_step_does_not_end() {
        VirtualTimeOptions impatient = VirtualTimeOptions.defaults().withOutsideLimit(Duration.ofMillis(50));
        AtomicReference<Boolean> over = new AtomicReference<>(false);
        try {
            assertThatThrownBy(() -> VirtualTime.run(impatient, clock -> spinUntil(over)))
                    .isInstanceOf(SimulationFailedError.class)
                    .hasMessageContaining("One step has not ended")
                    .hasMessageContaining("main 1")
                    .hasMessageContaining("VirtualTimeOutsideTest.spinUntil");
        } finally {
            over.set(true);
        }
    }

    private static void spinUntil(AtomicReference<Boolean> over) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void should_end_the_run_when_its_caller_is_interrupted() throws Exception {
        // given
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Thread> body = new AtomicReference<>();
        CountDownLatch cleaned = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                VirtualTime.run(clock -> {
                    body.set(Thread.currentThread());
                    try {
                        clock.outside(() -> new CompletableFuture<>().get());
                    } finally {
                        cleaned.countDown();
                    }
                });
            } catch (Throwable failure) {
                thrown.set(failure);
            }
        });

        // when
        Awaitility.await().until(() -> body.get() != null);
        caller.interrupt();
        caller.join();

        // then
        assertThat(thrown.get())
                .isInstanceOf(SimulationFailedError.class)
                .hasMessage("The simulation was interrupted from outside");
        assertThat(cleaned.getCount()).isZero();
        assertThat(body.get().isAlive()).isFalse();
    }
}
