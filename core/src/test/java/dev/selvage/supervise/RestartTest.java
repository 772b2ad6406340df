package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class RestartTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Recorder told = new Recorder();
    private final Crashing crashing = new Crashing();
    private final SupervisorOptions options = SupervisorOptions.named("sup")
            .withBackOff(Duration.ZERO, Duration.ZERO)
            .withIntensity(100, SECOND)
            .withListener(told);

    private void supervised(SupervisorOptions how, Steps test, Child... children) throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(scope, how, children);
            supervisor.awaitReady();
            test.run(supervisor);
            supervisor.stop();
            supervisor.await();
        });
    }

    private interface Steps {
        void run(Supervisor supervisor) throws Exception;
    }

    @Test
    void should_restart_a_permanent_child_when_it_fails_panics_or_returns() throws Exception {
        supervised(
                options,
                supervisor -> {
                    crashing.end(new IOException("first"));
                    crashing.end(new IllegalStateException("second"));
                    crashing.end(new AssertionError("third"));
                    crashing.end(new StackOverflowError("fourth"));
                    crashing.end("returns");
                    told.await("start c", 6);
                    ChildStatus status = supervisor.status().children().getFirst();
                    assertThat(status.restarts()).isEqualTo(5);
                    assertThat(status.state()).isEqualTo(ChildState.RUNNING);
                    assertThat(status.lastFailure()
                                    .orElseThrow()
                                    .failure()
                                    .orElseThrow()
                                    .cause())
                            .hasMessage("fourth");
                },
                Child.of("c", crashing));
        assertThat(told.exits).hasSize(6);
        assertThat(told.exits.get(1).failure().orElseThrow().panic()).isTrue();
        assertThat(told.exits.getFirst().path()).startsWith("scope/sup#").contains("/supervisor/c#");
        assertThat(told.exits.getFirst().failure().orElseThrow().path())
                .isEqualTo(told.exits.getFirst().path());
    }

    @Test
    void should_restart_a_transient_child_only_when_it_fails() throws Exception {
        supervised(
                options,
                supervisor -> {
                    crashing.end(new IOException("first"));
                    crashing.end("returns");
                    told.await("end c");
                    assertThat(supervisor.status().children().getFirst().state())
                            .isEqualTo(ChildState.COMPLETED);
                },
                Child.of("c", crashing).withRestart(Restart.TRANSIENT));
        assertThat(told.events).containsExactly("start c", "crash c", "restart c in 0", "start c", "end c");
    }

    @Test
    void should_never_restart_a_temporary_child() throws Exception {
        supervised(
                options,
                supervisor -> {
                    crashing.end(new IOException("only"));
                    told.await("crash c");
                    Awaitility.await()
                            .until(() ->
                                    supervisor.status().children().getFirst().state() == ChildState.FAILED);
                },
                Child.of("c", crashing).withRestart(Restart.TEMPORARY));
        assertThat(told.events).containsExactly("start c", "crash c");
    }

    @Test
    void should_leave_the_others_alone_when_one_for_one() throws Exception {
        supervised(
                options,
                supervisor -> {
                    crashing.end(new IOException("x"));
                    told.await("start b", 2);
                },
                Crashing.hanging("a"),
                Child.of("b", crashing),
                Crashing.hanging("c"));
        assertThat(told.events)
                .containsExactly(
                        "start a",
                        "start b",
                        "start c",
                        "crash b",
                        "restart b in 0",
                        "start b",
                        "end c",
                        "end b",
                        "end a");
    }

    @Test
    void should_restart_all_in_order_when_one_for_all() throws Exception {
        supervised(
                options.withStrategy(Strategy.ONE_FOR_ALL),
                supervisor -> {
                    crashing.end(new IOException("x"));
                    told.await("start c", 2);
                },
                Crashing.hanging("a"),
                Child.of("b", crashing),
                Crashing.hanging("c"));
        assertThat(told.events.subList(3, 10))
                .containsExactly("crash b", "restart b in 0", "end c", "end a", "start a", "start b", "start c");
    }

    @Test
    void should_restart_those_after_it_when_rest_for_one() throws Exception {
        supervised(
                options.withStrategy(Strategy.REST_FOR_ONE),
                supervisor -> {
                    crashing.end(new IOException("x"));
                    told.await("start d", 2);
                    assertThat(supervisor.status().children().get(2).state()).isEqualTo(ChildState.STOPPED);
                },
                Crashing.hanging("a"),
                Child.of("b", crashing),
                Crashing.hanging("c").withRestart(Restart.TEMPORARY),
                Crashing.hanging("d"));
        assertThat(told.events.subList(4, 10))
                .containsExactly("crash b", "restart b in 0", "end d", "end c", "start b", "start d");
    }

    @Test
    void should_put_restarts_off_for_longer_each_time_until_the_child_stays_up() throws Exception {
        // given
        ManualTime time = new ManualTime();
        SupervisorOptions how = SupervisorOptions.named("sup")
                .withIntensity(100, Duration.ofMinutes(1))
                .withBackOff(SECOND, Duration.ofSeconds(3))
                .withListener(told);

        // when
        time.root()
                .<Exception>run(() -> supervised(
                        how,
                        supervisor -> {
                            for (int seconds : new int[] {1, 2, 3, 3}) {
                                long starts = told.count("start c");
                                String restart = "restart c in " + seconds * 1000;
                                long before = told.count(restart);
                                crashing.end(new IOException("x"));
                                told.await(restart, before + 1); // from here on its due time is fixed
                                Awaitility.await()
                                        .until(() -> supervisor
                                                        .status()
                                                        .children()
                                                        .getFirst()
                                                        .state()
                                                == ChildState.BACKING_OFF);
                                time.advance(Duration.ofMillis(seconds * 1000L - 1));
                                assertThat(told.count("start c")).isEqualTo(starts);
                                Awaitility.await().until(() -> {
                                    time.advance(Duration.ofMillis(1));
                                    return told.count("start c") == starts + 1;
                                });
                            }
                            time.advance(Duration.ofMinutes(1));
                            crashing.end(new IOException("x"));
                            told.await("restart c in 1000", 2);
                        },
                        Child.of("c", crashing)));

        // then
        assertThat(told.count("crash c")).isEqualTo(5);
    }

    @Test
    void should_give_up_and_list_the_crashes_when_there_are_too_many() {
        assertThatThrownBy(() -> supervised(
                        options.withIntensity(2, SECOND),
                        supervisor -> {
                            crashing.end(new IOException("1"));
                            crashing.end("returns");
                            crashing.end(new IOException("3"));
                            supervisor.await();
                        },
                        Crashing.hanging("a"),
                        Child.of("c", crashing)))
                .isInstanceOfSatisfying(
                        ScopeFailedException.class,
                        failed -> assertThat(failed.getCause())
                                .isInstanceOfSatisfying(SupervisionException.class, gaveUp -> {
                                    assertThat(gaveUp.crashes()).hasSize(3);
                                    assertThat(gaveUp)
                                            .hasMessageContaining("supervisor sup gave up")
                                            .hasRootCauseMessage("3");
                                    assertThat(gaveUp.getSuppressed()).hasSize(1);
                                    assertThat(gaveUp.getSuppressed()[0]).hasMessage("1");
                                }));
        assertThat(told.events).endsWith("crash c", "end a");
    }

    @Test
    void should_forget_crashes_when_the_window_has_passed() throws Exception {
        ManualTime time = new ManualTime();
        time.root()
                .<Exception>run(() -> supervised(
                        options.withIntensity(1, SECOND),
                        supervisor -> {
                            for (int crash = 1; crash <= 5; crash++) {
                                crashing.end(new IOException("x"));
                                told.await("start c", crash + 1);
                                time.advance(SECOND);
                            }
                        },
                        Child.of("c", crashing)));
        assertThat(told.count("crash c")).isEqualTo(5);
    }

    @Test
    void should_end_everything_at_once_when_the_jvm_is_in_trouble() {
        OutOfMemoryError trouble = new OutOfMemoryError("made up");
        assertThatThrownBy(() -> supervised(
                        options,
                        supervisor -> {
                            crashing.end(trouble);
                            supervisor.await();
                        },
                        Crashing.hanging("a").withGrace(Duration.ofDays(1)),
                        Child.of("c", crashing)))
                .isSameAs(trouble);
        assertThat(told.events).containsExactly("start a", "start c", "crash c", "end a");
    }

    @Test
    void should_end_when_all_children_have_if_told_so() throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options.endingWithChildren(),
                    Child.of("a", life -> {}).withRestart(Restart.TRANSIENT),
                    Child.of("b", crashing).withRestart(Restart.TEMPORARY));
            crashing.end(new IOException("x"));
            supervisor.await();
            assertThat(supervisor.status().ended()).isTrue();
        });
    }

    @Test
    void should_wait_for_what_a_run_has_started_before_the_next() throws Exception {
        // given
        AtomicInteger living = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // when
        supervised(
                options,
                supervisor -> {
                    crashing.end(new IOException("x"));
                    crashing.end(new IOException("y"));
                    told.await("start c", 3);
                },
                Child.of("c", life -> {
                    Scope.current().go(() -> {
                        most.accumulateAndGet(living.incrementAndGet(), Math::max);
                        try {
                            Work.hang();
                        } finally {
                            living.decrementAndGet();
                        }
                    });
                    crashing.run(life);
                }));

        // then
        assertThat(most).hasValueLessThanOrEqualTo(1);
        assertThat(living).hasValue(0);
    }
}
