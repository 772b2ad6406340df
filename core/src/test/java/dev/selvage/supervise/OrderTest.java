package dev.selvage.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvage.GoroutineFailedException;
import dev.selvage.ManualTime;
import dev.selvage.NothingLeft;
import dev.selvage.Scope;
import dev.selvage.ScopeFailedException;
import dev.selvage.Work;
import dev.selvage.context.CancelledException;
import dev.selvage.context.Context;
import dev.selvage.context.DeadlineExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starting in order, stopping in reverse, and everything that may come between. */
@ExtendWith(NothingLeft.class)
class OrderTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final Recorder told = new Recorder();
    private final SupervisorOptions options = SupervisorOptions.named("sup")
            .withBackOff(Duration.ZERO, Duration.ZERO)
            .withListener(told);
    private final List<String> stops = new CopyOnWriteArrayList<>();

    /** Ends when asked, not before, and says so. */
    private Child polite(String name) {
        return Child.of(name, life -> {
                    try {
                        life.awaitStop();
                        stops.add(name + " asked");
                    } catch (InterruptedException e) {
                        stops.add(name + " cancelled");
                        throw e;
                    }
                })
                .withGrace(LONG);
    }

    @Test
    void should_start_the_next_only_when_the_one_before_is_ready() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options,
                    Child.of("a", life -> {
                                Work.await(open);
                                life.ready();
                                Work.hang();
                            })
                            .withReadiness(),
                    Crashing.hanging("b"));
            told.await("start a");
            assertThat(supervisor.status().ready()).isFalse();
            assertThat(supervisor.status().children())
                    .extracting(ChildStatus::state)
                    .containsExactly(ChildState.STARTING, ChildState.WAITING);
            open.countDown();
            supervisor.awaitReady();
            assertThat(supervisor.status().ready()).isTrue();
            supervisor.stop();
        });
        assertThat(told.events).containsExactly("start a", "ready a", "start b", "end b", "end a");
    }

    @Test
    void should_stop_in_reverse_each_within_its_grace_when_asked() throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor =
                    Supervisor.start(scope, options, polite("a"), polite("b"), Crashing.hanging("c"), polite("d"));
            supervisor.awaitReady();
            supervisor.stop();
            supervisor.await();
            assertThat(supervisor.status().children())
                    .extracting(ChildStatus::state)
                    .containsOnly(ChildState.STOPPED);
        });
        assertThat(stops).containsExactly("d asked", "b asked", "a asked");
        assertThat(told.events).endsWith("end d", "end c", "end b", "end a");
    }

    @Test
    void should_cancel_a_child_when_its_grace_is_over() throws Exception {
        ManualTime time = new ManualTime();
        time.root()
                .<Exception>run(() -> Scope.<Exception>run(scope -> {
                    CountDownLatch asked = new CountDownLatch(1);
                    Supervisor supervisor = Supervisor.start(
                            scope,
                            options,
                            Child.of("deaf", life -> {
                                        life.stopping().onCancel(asked::countDown);
                                        Work.hang();
                                    })
                                    .withGrace(Duration.ofSeconds(5)));
                    supervisor.awaitReady();
                    Work.untilBlocked(scope.go(() -> supervisor.await()));
                    supervisor.stop();
                    Work.await(asked);
                    time.advance(Duration.ofSeconds(4));
                    assertThat(told.exits).isEmpty();
                    Awaitility.await().until(() -> {
                        time.advance(Duration.ofMillis(500));
                        return !told.exits.isEmpty();
                    });
                }));
        assertThat(told.events).containsExactly("start deaf", "end deaf");
    }

    @Test
    void should_stop_in_reverse_without_grace_when_cancelled() throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(scope, options, polite("a"), Crashing.hanging("b"), polite("c"));
            supervisor.awaitReady();
            scope.cancel("enough");
        });
        assertThat(told.events).endsWith("end c", "end b", "end a");
    }

    @Test
    void should_pass_a_deadline_on() {
        assertThatThrownBy(() -> Scope.options()
                        .withTimeout(Duration.ofMillis(20))
                        .<Exception>run(scope -> Supervisor.start(scope, options, polite("a"), Crashing.hanging("b"))))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(told.events.stream().filter(event -> event.startsWith("end")))
                .hasSameSizeAs(told.events.stream()
                        .filter(event -> event.startsWith("start"))
                        .toList());
    }

    @Test
    void should_stop_its_children_when_something_else_in_the_scope_fails() {
        IOException failure = new IOException("elsewhere");
        assertThatThrownBy(() -> Scope.run(scope -> {
                    Supervisor.start(scope, options, Crashing.hanging("a")).awaitReady();
                    scope.go(() -> {
                        throw failure;
                    });
                }))
                .isInstanceOf(ScopeFailedException.class)
                .hasCause(failure)
                .hasNoSuppressedExceptions();
        assertThat(told.events).containsExactly("start a", "end a");
    }

    @Test
    void should_skip_the_rest_of_a_grace_when_cancelled_while_stopping() throws Exception {
        Scope.<Exception>run(scope -> {
            CountDownLatch asked = new CountDownLatch(1);
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options,
                    polite("a"),
                    Child.of("slow", life -> {
                                life.awaitStop();
                                asked.countDown();
                                Work.hang();
                            })
                            .withGrace(LONG));
            supervisor.awaitReady();
            supervisor.stop();
            Work.await(asked);
            scope.cancel("no more patience");
        });
        assertThat(told.events).endsWith("end slow", "end a");
    }

    @Test
    void should_never_run_when_the_scope_is_cancelled_before() throws Exception {
        Scope.<Exception>run(scope -> {
            scope.cancel("before");
            Thread.interrupted();
            Supervisor supervisor = Supervisor.start(scope, options, Crashing.hanging("a"));
            Context.background().<Exception>run(() -> {
                assertThatThrownBy(supervisor::awaitReady).isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> supervisor.add(Crashing.hanging("b")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has ended");
            });
        });
        assertThat(told.events).isEmpty();
    }

    @Test
    void should_report_a_child_that_crashes_while_it_is_stopped() throws Exception {
        IOException failure = new IOException("on the way out");
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options,
                    Child.of("a", life -> {
                                life.awaitStop();
                                throw failure;
                            })
                            .withGrace(LONG));
            supervisor.awaitReady();
            supervisor.stop();
            supervisor.await();
        });
        assertThat(told.exits)
                .singleElement()
                .satisfies(
                        exit -> assertThat(exit.failure().orElseThrow().cause()).isSameAs(failure));
    }

    @Test
    void should_not_wait_for_one_that_goes_on_before_it_stops_the_others() throws Exception {
        ManualTime time = new ManualTime();
        CountDownLatch finish = new CountDownLatch(1);
        CountDownLatch runs = new CountDownLatch(1);
        time.root()
                .<Exception>run(() -> Scope.<Exception>run(scope -> {
                    Supervisor supervisor =
                            Supervisor.start(scope, options, Crashing.hanging("a"), Child.of("stubborn", life -> {
                                runs.countDown();
                                Work.ignoringInterrupts(finish);
                            }));
                    supervisor.awaitReady();
                    Work.await(runs);
                    supervisor.stop();
                    Awaitility.await().until(() -> {
                        time.advance(Duration.ofSeconds(1));
                        return told.events.contains("end a");
                    });
                    assertThat(told.events).doesNotContain("end stubborn");
                    finish.countDown();
                    supervisor.await();
                }));
        assertThat(told.events).endsWith("end a", "end stubborn");
    }

    @Test
    void should_add_and_remove_children_while_it_runs() throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(scope, options);
            supervisor.awaitReady();
            supervisor.add(polite("a"));
            supervisor.add(polite("b"));
            told.await("start b");
            assertThatThrownBy(() -> supervisor.add(polite("a")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("named a already");
            assertThat(supervisor.remove("a")).isTrue();
            assertThat(supervisor.remove("a")).isFalse();
            assertThat(supervisor.status().children())
                    .extracting(ChildStatus::name)
                    .containsExactly("b");
            supervisor.add(polite("a"));
            supervisor.stop();
            supervisor.await();
            assertThat(supervisor.remove("b")).isFalse();
        });
        assertThat(stops).startsWith("a asked").endsWith("b asked");
    }

    @Test
    void should_refuse_two_children_of_one_name_and_nulls() throws Exception {
        Scope.<Exception>run(scope -> {
            assertThatThrownBy(() -> Supervisor.start(scope, options, polite("a"), polite("a")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Supervisor.start(scope, options, (Child) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("child");
            assertThatThrownBy(() -> Child.of(null, life -> {})).hasMessage("name");
            assertThatThrownBy(() -> Child.of("a", null)).hasMessage("task");
            assertThatThrownBy(() -> polite("a").withGrace(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void should_refuse_a_listener_that_waits_for_it() throws Exception {
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        Scope.<Exception>run(scope -> {
            AtomicReference<Supervisor> self = new AtomicReference<>();
            Supervisor supervisor = Supervisor.start(scope, options.withListener(new SupervisorListener() {
                @Override
                public void childStarted(ChildStatus child) {
                    if (child.name().equals("b")) {
                        try {
                            self.get().remove("b");
                        } catch (Exception e) {
                            refused.add(e);
                        }
                    }
                }
            }));
            self.set(supervisor);
            supervisor.add(Crashing.hanging("b"));
            told.await("start b");
            Awaitility.await().until(() -> !refused.isEmpty());
            supervisor.stop();
        });
        assertThat(refused).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void should_restart_a_nested_supervisor_that_gave_up() throws Exception {
        Crashing crashing = new Crashing();
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options,
                    Child.supervisor(
                            SupervisorOptions.named("inner").withIntensity(0, Duration.ofSeconds(1)),
                            Child.of("c", crashing)));
            supervisor.awaitReady();
            assertThat(supervisor.status().children().getFirst().children())
                    .extracting(ChildStatus::name)
                    .containsExactly("c");
            crashing.end(new IOException("x"));
            told.await("ready inner", 2);
            supervisor.stop();
        });
        assertThat(told.exits.getFirst().failure().orElseThrow().cause()).isInstanceOf(SupervisionException.class);
    }

    @Test
    void should_let_nested_children_have_their_grace_when_asked() throws Exception {
        Scope.<Exception>run(scope -> {
            Supervisor supervisor = Supervisor.start(
                    scope,
                    options,
                    polite("a"),
                    Child.supervisor(SupervisorOptions.named("inner"), polite("b"), polite("c")));
            supervisor.awaitReady();
            supervisor.stop();
            supervisor.await();
        });
        assertThat(stops).containsExactly("c asked", "b asked", "a asked");
    }

    @Test
    void should_throw_from_await_when_it_gave_up() {
        assertThatThrownBy(() -> Scope.options().isolated().<Exception>run(scope -> {
                    Supervisor supervisor = Supervisor.start(
                            scope,
                            options.withIntensity(0, Duration.ofSeconds(1)),
                            Child.of("a", life -> {
                                        throw new IOException("at the start");
                                    })
                                    .withReadiness());
                    supervisor.awaitReady();
                }))
                .isInstanceOf(GoroutineFailedException.class)
                .hasCauseInstanceOf(SupervisionException.class)
                .hasRootCauseMessage("at the start");
    }
}
